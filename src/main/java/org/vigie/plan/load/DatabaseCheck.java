package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/** Databases can be told from each other. */
final class DatabaseCheck implements PlanCheck {

    private static final JsonPointer DATABASES = JsonPointer.compile("/databases");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        UniqueIds.check(document, DATABASES, "database", faults);
    }
}
