package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries of a list that can be told from each other by their {@code id}. */
final class UniqueIds {

    private UniqueIds() {}

    /**
     * Adds a fault for each id that an earlier entry has.
     *
     * @param what one entry, for people
     * @return where each id stands first
     */
    static Map<String, JsonPointer> check(
            PlanDocument document, JsonPointer entries, String what, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(entries).size(); i++) {
            JsonPointer pointer = entries.appendIndex(i).appendProperty("id");
            if (!document.at(pointer).isTextual()) {
                continue;
            }
            String id = document.at(pointer).asText();
            JsonPointer first = seen.putIfAbsent(id, pointer);
            if (first != null) {
                faults.add(document.faultAt(
                        pointer,
                        "is " + id + ", as on line " + document.line(first),
                        "Give every " + what + " an id of its own."));
            }
        }
        return seen;
    }
}
