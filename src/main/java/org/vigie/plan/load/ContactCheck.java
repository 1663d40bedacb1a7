package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.plan.ContactRole;

/** Contacts can be told from each other and from roles, and their quiet hours have a length. */
final class ContactCheck implements PlanCheck {

    private static final JsonPointer CONTACTS = JsonPointer.compile("/contacts");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(CONTACTS).size(); i++) {
            JsonPointer contact = CONTACTS.appendIndex(i);
            checkId(document, contact.appendProperty("id"), seen, faults);
            checkQuietHours(document, contact.appendProperty("quietHours"), faults);
        }
    }

    private static void checkId(
            PlanDocument document, JsonPointer pointer, Map<String, JsonPointer> seen, List<PlanFault> faults) {
        if (!document.at(pointer).isTextual()) {
            return;
        }
        String id = document.at(pointer).asText();
        JsonPointer first = seen.putIfAbsent(id, pointer);
        if (first != null) {
            faults.add(document.faultAt(
                    pointer,
                    "is " + id + ", as on line " + document.line(first),
                    "Give every contact an id of its own."));
        }
        if (ContactRole.find(id).isPresent()) {
            faults.add(document.faultAt(
                    pointer, "is the name of a role: " + id, "Choose an id that is no role, such as " + id + "-1."));
        }
    }

    private static void checkQuietHours(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        String[] times = document.at(pointer).asText().split("-");
        if (times.length == 2 && times[0].equals(times[1])) {
            faults.add(document.faultAt(
                    pointer, "starts and ends at " + times[0], "Give two different times, or leave it out."));
        }
    }
}
