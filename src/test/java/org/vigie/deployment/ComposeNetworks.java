package org.vigie.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who can reach whom in docker-compose.yml. */
final class ComposeNetworks {

    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
    /** Reaches mail servers, GitHub and databases of the plans. */
    private static final Set<String> MAY_GO_OUT = Set.of("vigie");

    private ComposeNetworks() {}

    static List<String> violations(JsonNode compose) {
        var found = new ArrayList<String>();
        Map<String, Set<String>> members = new TreeMap<>();
        for (var service : compose.path("services").properties()) {
            if (service.getValue().path("networks").isEmpty()) {
                found.add(service.getKey() + ": is on the default network with everything else");
            }
            for (var network : service.getValue().path("networks")) {
                members.computeIfAbsent(network.asText(), name -> new TreeSet<>())
                        .add(service.getKey());
            }
        }
        members.forEach((network, services) -> {
            if (!compose.path("networks").has(network)) {
                found.add("network " + network + " is not declared");
            } else {
                found.addAll(violations(compose, network, services));
            }
        });
        return found;
    }

    private static List<String> violations(JsonNode compose, String network, Set<String> services) {
        var found = new ArrayList<String>();
        var definition = compose.path("networks").path(network);
        if (definition.path("internal").asBoolean()) {
            if (services.size() > 2) {
                found.add("network " + network + " joins more than the two that must talk: " + services);
            }
            return found;
        }
        if (services.size() > 1) {
            found.add("network " + network + " is not internal and joins " + services);
        }
        var goesOut =
                !"false".equals(definition.path("driver_opts").path(MASQUERADE).asText());
        for (var service : services) {
            if (goesOut && !MAY_GO_OUT.contains(service)) {
                found.add(service + ": can reach other machines by network " + network);
            }
            if (!goesOut && compose.at("/services/" + service + "/ports").isEmpty()) {
                found.add(service + ": is on network " + network + ", which is not internal, and publishes nothing");
            }
        }
        return found;
    }
}
