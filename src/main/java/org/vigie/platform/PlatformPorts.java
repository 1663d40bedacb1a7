package org.vigie.platform;

import java.util.ArrayList;
import java.util.List;
import org.vigie.platform.preflight.PortUse;

/** All ports of the platform with the settings that change them. */
final class PlatformPorts {

    private static final String PREFIX = "vigie.platform.";

    private PlatformPorts() {}

    static List<PortUse> all(PlatformProperties properties, List<PortUse> more) {
        List<PortUse> ports = new ArrayList<>(more);
        if (properties.postgres().enabled()) {
            add(ports, properties.postgres().port(), "PostgreSQL", "postgres.port");
        }
        if (properties.opensearch().enabled()) {
            add(ports, properties.opensearch().port(), "OpenSearch", "opensearch.port");
            add(ports, properties.opensearch().transportPort(), "OpenSearch", "opensearch.transport-port");
        }
        if (properties.broker().enabled()) {
            PlatformProperties.Broker broker = properties.broker();
            add(ports, broker.grpcPort(), "the Zeebe gateway", "broker.grpc-port");
            add(ports, broker.restPort(), "the Zeebe gateway", "broker.rest-port");
            add(ports, broker.managementPort(), "the broker's management", "broker.management-port");
            add(ports, broker.commandPort(), "the broker", "broker.command-port");
            add(ports, broker.internalPort(), "the broker", "broker.internal-port");
        }
        if (properties.webapps().enabled()) {
            add(ports, properties.webapps().port(), "Operate and Tasklist", "webapps.port");
            add(ports, properties.webapps().managementPort(), "the webapps' management", "webapps.management-port");
            add(ports, properties.webapps().clusterPort(), "Operate and Tasklist", "webapps.cluster-port");
        }
        return ports;
    }

    private static void add(List<PortUse> ports, int port, String purpose, String setting) {
        ports.add(new PortUse(port, purpose, PREFIX + setting));
    }
}
