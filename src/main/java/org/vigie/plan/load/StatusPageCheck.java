package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/** Components of a status page can be told from each other. */
final class StatusPageCheck implements PlanCheck {

    private static final JsonPointer COMPONENTS = JsonPointer.compile("/statusPage/components");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        UniqueIds.check(document, COMPONENTS, "component", faults);
    }
}
