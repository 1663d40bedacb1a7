package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/** Priorities of a file are those of one scale, and all of them, so that no ticket is left without a chain or a label. */
final class PriorityScaleCheck implements PlanCheck {

    private static final List<List<String>> SCALES =
            List.of(List.of("LEVEL_1", "LEVEL_2", "LEVEL_3"), List.of("P1", "P2", "P3", "P4"));

    private static final JsonPointer ESCALATION = JsonPointer.compile("/escalation");
    private static final JsonPointer LABELS = JsonPointer.compile("/github/labels/priority");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        List<String> scale = scaleOf(document, ESCALATION);
        if (!scale.isEmpty()) {
            checkScale(document, ESCALATION, scale, faults);
            checkScale(document, LABELS, scale, faults);
        }
    }

    /** The scale of the first priority that stands under the pointer; empty when there is none. */
    private static List<String> scaleOf(PlanDocument document, JsonPointer pointer) {
        for (String key : keys(document, pointer)) {
            for (List<String> scale : SCALES) {
                if (scale.contains(key)) {
                    return scale;
                }
            }
        }
        return List.of();
    }

    private static void checkScale(
            PlanDocument document, JsonPointer pointer, List<String> scale, List<PlanFault> faults) {
        List<String> present = keys(document, pointer);
        if (present.isEmpty()) {
            return;
        }
        String all = String.join(", ", scale);
        for (String key : present) {
            if (!scale.contains(key) && SCALES.stream().anyMatch(other -> other.contains(key))) {
                JsonPointer place = pointer.appendProperty(key);
                faults.add(document.faultAtKey(
                        place, document.path(place), "is of another scale", "Priorities of this file: " + all + "."));
            }
        }
        for (String key : scale) {
            if (!present.contains(key)) {
                faults.add(document.faultAtKey(
                        pointer,
                        document.path(pointer.appendProperty(key)),
                        "is missing",
                        "Give every priority of the scale an entry: " + all + "."));
            }
        }
    }

    private static List<String> keys(PlanDocument document, JsonPointer pointer) {
        List<String> keys = new ArrayList<>();
        document.at(pointer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
