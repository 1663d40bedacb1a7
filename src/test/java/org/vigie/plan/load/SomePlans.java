package org.vigie.plan.load;

import org.vigie.plan.MaintenancePlan;

/** Shipped plans, for tests of other modules. */
public final class SomePlans {

    private SomePlans() {}

    public static MaintenancePlan demo() {
        return PlanLoader.load("plans").require("demo");
    }
}
