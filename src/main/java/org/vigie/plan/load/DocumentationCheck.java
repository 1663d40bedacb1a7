package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/** Rules about the documents of a release can be told from each other. */
final class DocumentationCheck implements PlanCheck {

    private static final JsonPointer RULES = JsonPointer.compile("/release/documentation");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        UniqueIds.check(document, RULES, "rule", faults);
    }
}
