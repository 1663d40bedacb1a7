package org.vigie.platform.service;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.platform.PlatformProperties;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.HttpProbe;
import org.vigie.platform.guard.GrpcGuard;

/** The Zeebe broker with its gateway: runs the processes. */
public final class BrokerDefinition implements ChildDefinition {

    private static final String LOCAL = "127.0.0.1";
    private static final String EXPORTER = "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_";

    private static final String INTERCEPTOR = "ZEEBE_BROKER_GATEWAY_INTERCEPTORS_0_";

    private final JvmSetup jvm;
    private final PlatformProperties.Broker settings;
    private final @Nullable OpenSearchAccount openSearch;

    /** @param openSearch where to export records to, or null for nowhere */
    public BrokerDefinition(JvmSetup jvm, PlatformProperties.Broker settings, @Nullable OpenSearchAccount openSearch) {
        this.jvm = jvm;
        this.settings = settings;
        this.openSearch = openSearch;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public ChildCommand prepare() throws IOException {
        return CamundaCommand.running(
                "io.camunda.application.StandaloneBroker", name(), jvm, settings.heap(), environment(), Map.of());
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", LOCAL);
        environment.put("SERVER_PORT", Integer.toString(settings.restPort()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", LOCAL);
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(settings.managementPort()));
        environment.put("ZEEBE_BROKER_NETWORK_HOST", LOCAL);
        environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(settings.commandPort()));
        environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(settings.internalPort()));
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", LOCAL);
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(settings.grpcPort()));
        environment.put(INTERCEPTOR + "ID", "vigie-guard");
        environment.put(INTERCEPTOR + "CLASSNAME", GrpcGuard.class.getName());
        environment.put(
                "ZEEBE_BROKER_DATA_DIRECTORY",
                jvm.folders().of(name()).resolve("data").toString());
        environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "32MB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "400MB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "200MB");
        if (openSearch != null) {
            environment.put(EXPORTER + "CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter");
            environment.put(EXPORTER + "ARGS_URL", openSearch.address().toString());
            environment.put(EXPORTER + "ARGS_AUTHENTICATION_USERNAME", openSearch.name());
            environment.put(EXPORTER + "ARGS_AUTHENTICATION_PASSWORD", openSearch.password());
            environment.put(EXPORTER + "ARGS_BULK_DELAY", "1");
            environment.put(EXPORTER + "ARGS_INDEX_NUMBEROFREPLICAS", "0");
            // some have three unless told otherwise: a node takes a thousand
            environment.put(EXPORTER + "ARGS_INDEX_NUMBEROFSHARDS", "1");
        }
        environment.putAll(settings.environment());
        return environment;
    }

    /** Taking tickets in goes before working them off: the engine catches up, people do not wait. */
    @Override
    public int niceness() {
        return 10;
    }

    /** Its management comes up after its API, and who waits for the broker may ask for either. */
    @Override
    public boolean answers() {
        return HttpProbe.answers(
                        local(settings.restPort(), "/v2/topology"), body -> body.contains("\"health\":\"healthy\""))
                && HttpProbe.answers(local(settings.managementPort(), "/actuator"), body -> true);
    }

    private static URI local(int port, String path) {
        return URI.create("http://" + LOCAL + ":" + port + path);
    }
}
