package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Monitors and windows can be told from each other, say in one way how they watch, and name what exists. */
final class MonitoringCheck implements PlanCheck {

    private static final JsonPointer ROOT = JsonPointer.compile("/monitoring");
    private static final JsonPointer MONITORS = ROOT.appendProperty("monitors");
    private static final JsonPointer WINDOWS = ROOT.appendProperty("windows");
    private static final List<String> KINDS =
            List.of("http", "log", "accessLog", "database", "disk", "command", "heartbeat", "uptimeRobot");
    private static final Set<String> DURATIONS = Set.of(
            "every",
            "retryEvery",
            "timeout",
            "slowerThan",
            "slowQuery",
            "grace",
            "window",
            "lasts",
            "deadline",
            "blameDeployment");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Set<String> monitors = ids(document, MONITORS, "monitor", faults);
        ids(document, WINDOWS, "window", faults);
        for (int i = 0; i < document.at(MONITORS).size(); i++) {
            JsonPointer monitor = MONITORS.appendIndex(i);
            checkKind(document, monitor, faults);
            names(document, monitor.appendProperty("dependsOn"), monitors, "monitor", faults);
            checkCircle(document, i, faults);
            checkDurations(document, monitor, faults);
            checkPattern(document, monitor.append(JsonPointer.compile("/log/errors")), faults);
            checkPattern(document, monitor.append(JsonPointer.compile("/command/errors")), faults);
            checkDisk(document, monitor.appendProperty("disk"), faults);
            JsonPointer database = monitor.append(JsonPointer.compile("/database/id"));
            named(document, database, databases(document), "database", faults);
        }
        for (int i = 0; i < document.at(WINDOWS).size(); i++) {
            names(document, WINDOWS.appendIndex(i).appendProperty("monitors"), monitors, "monitor", faults);
            checkDurations(document, WINDOWS.appendIndex(i), faults);
        }
        checkDurations(document, ROOT.appendProperty("remedies"), faults);
        names(document, ROOT.appendProperty("recipients"), people(document), "contact or role held by one", faults);
    }

    private static Set<String> ids(PlanDocument document, JsonPointer list, String what, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(list).size(); i++) {
            JsonPointer pointer = list.appendIndex(i).appendProperty("id");
            if (document.at(pointer).isTextual()) {
                String id = document.at(pointer).asText();
                JsonPointer first = seen.putIfAbsent(id, pointer);
                if (first != null) {
                    faults.add(document.faultAt(
                            pointer,
                            "is " + id + ", as on line " + document.line(first),
                            "Give every " + what + " an id of its own."));
                }
            }
        }
        return seen.keySet();
    }

    private static void checkKind(PlanDocument document, JsonPointer monitor, List<PlanFault> faults) {
        JsonNode node = document.at(monitor);
        if (node.isObject() && KINDS.stream().filter(node::has).count() != 1) {
            faults.add(document.faultAt(
                    monitor,
                    "does not say in exactly one way how it watches",
                    "Give one of " + String.join(", ", KINDS) + "."));
        }
    }

    private static void names(
            PlanDocument document, JsonPointer list, Set<String> known, String what, List<PlanFault> faults) {
        for (int i = 0; i < document.at(list).size(); i++) {
            named(document, list.appendIndex(i), known, what, faults);
        }
    }

    private static void named(
            PlanDocument document, JsonPointer pointer, Set<String> known, String what, List<PlanFault> faults) {
        JsonNode name = document.at(pointer);
        if (name.isTextual() && !known.contains(name.asText())) {
            faults.add(document.faultAt(
                    pointer,
                    "names no " + what + ": " + name.asText(),
                    "Known in this file: " + String.join(", ", new TreeSet<>(known)) + "."));
        }
    }

    /** A monitor that depends on itself would hide every failure of the circle. */
    private static void checkCircle(PlanDocument document, int start, List<PlanFault> faults) {
        String id = document.at(MONITORS.appendIndex(start)).path("id").asText();
        Set<String> reached = new HashSet<>();
        reach(document, id, reached);
        if (reached.contains(id)) {
            faults.add(document.faultAt(
                    MONITORS.appendIndex(start).appendProperty("dependsOn"),
                    "leads back to " + id,
                    "Let a monitor depend only on what can fail without it."));
        }
    }

    private static void reach(PlanDocument document, String id, Set<String> reached) {
        for (JsonNode monitor : document.at(MONITORS)) {
            if (monitor.path("id").asText().equals(id)) {
                for (JsonNode next : monitor.path("dependsOn")) {
                    if (reached.add(next.asText())) {
                        reach(document, next.asText(), reached);
                    }
                }
            }
        }
    }

    private static void checkDurations(PlanDocument document, JsonPointer parent, List<PlanFault> faults) {
        document.at(parent).properties().forEach(property -> {
            JsonPointer pointer = parent.appendProperty(property.getKey());
            if (property.getValue().isObject()) {
                checkDurations(document, pointer, faults);
            } else if (DURATIONS.contains(property.getKey())
                    && property.getValue().asText().matches("P[^1-9]+")) {
                faults.add(document.faultAt(
                        pointer,
                        "is nothing: " + property.getValue().asText(),
                        "Write a duration longer than nothing."));
            }
        });
    }

    private static void checkPattern(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        try {
            Pattern.compile(document.at(pointer).asText());
        } catch (PatternSyntaxException e) {
            faults.add(document.faultAt(
                    pointer, "is no regular expression: " + e.getDescription(), "Write one as Java has them."));
        }
    }

    private static void checkDisk(PlanDocument document, JsonPointer disk, List<PlanFault> faults) {
        int below = document.at(disk).path("below").asInt(0);
        int above = document.at(disk).path("above").asInt(90);
        if (below > above) {
            faults.add(document.faultAt(
                    disk.appendProperty("below"),
                    "is " + below + ", more than above (" + above + ")",
                    "Let a full disk become free below what made it full."));
        }
    }

    private static Set<String> databases(PlanDocument document) {
        Set<String> ids = new TreeSet<>();
        document.at("/databases")
                .forEach(database -> ids.add(database.path("id").asText()));
        return ids;
    }

    private static Set<String> people(PlanDocument document) {
        Set<String> names = new TreeSet<>();
        document.at("/contacts").forEach(contact -> {
            names.add(contact.path("id").asText());
            contact.path("roles").forEach(role -> names.add(role.asText()));
        });
        return names;
    }
}
