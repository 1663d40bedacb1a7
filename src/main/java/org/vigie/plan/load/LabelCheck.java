package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A label of GitHub (upper and lower case alike there) stands for one thing only, so that it can be read back. */
final class LabelCheck implements PlanCheck {

    private static final JsonPointer LABELS = JsonPointer.compile("/github/labels");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (Iterator<String> groups = document.at(LABELS).fieldNames(); groups.hasNext(); ) {
            JsonPointer group = LABELS.appendProperty(groups.next());
            for (Iterator<String> keys = document.at(group).fieldNames(); keys.hasNext(); ) {
                JsonPointer pointer = group.appendProperty(keys.next());
                JsonNode label = document.at(pointer);
                JsonPointer first =
                        label.isTextual() ? seen.putIfAbsent(label.asText().toLowerCase(Locale.ROOT), pointer) : null;
                if (first != null) {
                    faults.add(document.faultAt(
                            pointer,
                            "is the label " + label.asText() + ", which stands for " + document.path(first)
                                    + " on line " + document.line(first),
                            "Give each meaning a label of its own."));
                }
            }
        }
    }
}
