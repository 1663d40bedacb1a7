package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Components of a status page can be told from each other, and name monitors that exist. */
final class StatusPageCheck implements PlanCheck {

    private static final JsonPointer COMPONENTS = JsonPointer.compile("/statusPage/components");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        UniqueIds.check(document, COMPONENTS, "component", faults);
        Set<String> known = new TreeSet<>();
        document.at("/monitoring/monitors")
                .forEach(monitor -> known.add(monitor.path("id").asText()));
        for (int i = 0; i < document.at(COMPONENTS).size(); i++) {
            JsonPointer monitors = COMPONENTS.appendIndex(i).appendProperty("monitors");
            for (int j = 0; j < document.at(monitors).size(); j++) {
                JsonPointer pointer = monitors.appendIndex(j);
                String name = document.at(pointer).asText();
                if (document.at(pointer).isTextual() && !known.contains(name)) {
                    faults.add(document.faultAt(
                            pointer,
                            "names no monitor: " + name,
                            "Known in this file: " + String.join(", ", known) + "."));
                }
            }
        }
    }
}
