package org.vigie.plan.load;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What tells one plan from another is used by one file only. */
final class UniquenessCheck {

    private static final List<String> UNIQUE = List.of("/application", "/ticketPrefix", "/github/repository");

    private UniquenessCheck() {}

    static void check(List<PlanDocument> documents, List<PlanFault> faults) {
        for (String pointer : UNIQUE) {
            Map<String, PlanDocument> seen = new HashMap<>();
            for (PlanDocument document : documents) {
                if (!document.at(pointer).isTextual()) {
                    continue;
                }
                String value = document.at(pointer).asText();
                PlanDocument first = seen.putIfAbsent(value.toLowerCase(Locale.ROOT), document);
                if (first != null) {
                    faults.add(document.faultAt(
                            pointer,
                            "is " + value + ", as in " + first.file().name(),
                            "Choose one that no other plan file uses."));
                }
            }
        }
    }
}
