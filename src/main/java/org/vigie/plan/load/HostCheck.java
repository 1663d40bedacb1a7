package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Hosts can be told from each other, and whatever runs {@code on} one names one of them. */
final class HostCheck implements PlanCheck {

    private static final JsonPointer HOSTS = JsonPointer.compile("/hosts");
    private static final String ON = "on";

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        checkUses(document, JsonPointer.empty(), UniqueIds.check(document, HOSTS, "host", faults), faults);
    }

    private static void checkUses(
            PlanDocument document, JsonPointer pointer, Map<String, JsonPointer> hosts, List<PlanFault> faults) {
        JsonNode node = document.at(pointer);
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            checkUses(document, pointer.appendIndex(i), hosts, faults);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonPointer child = pointer.appendProperty(entry.getKey());
            String name = entry.getValue().asText();
            if (!entry.getKey().equals(ON) || !entry.getValue().isTextual()) {
                checkUses(document, child, hosts, faults);
            } else if (!hosts.containsKey(name)) {
                faults.add(document.faultAt(
                        child,
                        "names no host: " + name,
                        hosts.isEmpty()
                                ? "This file has no hosts; leave it out to run on the machine of Vigie."
                                : "Hosts of this file: " + String.join(", ", new TreeSet<>(hosts.keySet())) + "."));
            }
        }
    }
}
