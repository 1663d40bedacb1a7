package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Components of a status page can be told from each other. */
final class StatusPageCheck implements PlanCheck {

    private static final JsonPointer COMPONENTS = JsonPointer.compile("/statusPage/components");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(COMPONENTS).size(); i++) {
            JsonPointer pointer = COMPONENTS.appendIndex(i).appendProperty("id");
            if (!document.at(pointer).isTextual()) {
                continue;
            }
            String id = document.at(pointer).asText();
            JsonPointer first = seen.putIfAbsent(id, pointer);
            if (first != null) {
                faults.add(document.faultAt(
                        pointer,
                        "is " + id + ", as on line " + document.line(first),
                        "Give every component an id of its own."));
            }
        }
    }
}
