package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.plan.ContactRole;

/** Whoever is named in escalation and in the change gate exists among the contacts. */
final class ReferenceCheck implements PlanCheck {

    private static final JsonPointer ESCALATION = JsonPointer.compile("/escalation");
    private static final JsonPointer OVERRIDE = JsonPointer.compile("/change/overrideBy");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Set<String> ids = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        document.at("/contacts").forEach(contact -> {
            ids.add(contact.path("id").asText());
            contact.path("roles").forEach(role -> roles.add(role.asText()));
        });
        for (Iterator<String> priorities = document.at(ESCALATION).fieldNames(); priorities.hasNext(); ) {
            JsonPointer steps = ESCALATION.appendProperty(priorities.next()).appendProperty("steps");
            for (int i = 0; i < document.at(steps).size(); i++) {
                checkRecipient(document, steps.appendIndex(i).appendProperty("notify"), ids, roles, faults);
            }
        }
        for (int i = 0; i < document.at(OVERRIDE).size(); i++) {
            JsonPointer pointer = OVERRIDE.appendIndex(i);
            if (document.at(pointer).isTextual()
                    && !ids.contains(document.at(pointer).asText())) {
                faults.add(document.faultAt(
                        pointer,
                        "names no contact: " + document.at(pointer).asText(),
                        "Contacts of this file: " + String.join(", ", ids) + "."));
            }
        }
    }

    private static void checkRecipient(
            PlanDocument document, JsonPointer pointer, Set<String> ids, Set<String> roles, List<PlanFault> faults) {
        JsonNode recipient = document.at(pointer);
        String name = recipient.asText();
        if (!recipient.isTextual() || ids.contains(name) || roles.contains(name)) {
            return;
        }
        String fact = ContactRole.find(name).isPresent()
                ? "names a role that no contact holds: " + name
                : "names neither a contact nor a role: " + name;
        faults.add(document.faultAt(
                pointer,
                fact,
                "Contacts of this file: " + String.join(", ", ids) + "; roles they hold: " + String.join(", ", roles)
                        + "."));
    }
}
