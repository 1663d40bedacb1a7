package org.vigie.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How far a program that was taken over could get: the rules of one service of docker-compose.yml. */
final class ContainmentRules {

    private static final Pattern UNPRIVILEGED = Pattern.compile("[1-9]\\d*:[1-9]\\d*");
    /** What takes back what the other rules give. */
    private static final List<String> NEVER = List.of(
            "cap_add",
            "privileged",
            "network_mode",
            "pid",
            "ipc",
            "userns_mode",
            "devices",
            "device_cgroup_rules",
            "sysctls");

    private static final Map<String, String> LIMITS =
            Map.of("mem_limit", "[1-9]\\d*[mg]", "cpus", "\\d+(\\.\\d+)?", "pids_limit", "[1-9]\\d*");

    private ContainmentRules() {}

    static List<String> violations(JsonNode service) {
        var found = new ArrayList<String>();
        if (!UNPRIVILEGED.matcher(service.path("user").asText()).matches()) {
            found.add("runs as no unprivileged user, by number");
        }
        if (!service.path("read_only").asBoolean()) {
            found.add("can write to its root");
        }
        if (!"[\"ALL\"]".equals(service.path("cap_drop").toString())) {
            found.add("keeps capabilities");
        }
        if (!"[\"no-new-privileges:true\"]".equals(service.path("security_opt").toString())) {
            found.add("may gain privileges");
        }
        LIMITS.forEach((key, form) -> {
            if (!service.path(key).asText().matches(form)) {
                found.add("has no " + key);
            }
        });
        NEVER.stream().filter(service::has).forEach(key -> found.add("has " + key));
        if (service.path("tmpfs").isEmpty()) {
            found.add("has no tmpfs to write to");
        }
        ComposeRules.collect(service.path("tmpfs"), ContainmentRules::tmpfsViolation, found);
        return found;
    }

    private static String tmpfsViolation(JsonNode mount) {
        return mount.asText().matches("/[^:]+:.*\\bsize=\\d+m\\b.*")
                ? ""
                : "has a tmpfs without a limit: " + mount.asText();
    }
}
