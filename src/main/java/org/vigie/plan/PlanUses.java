package org.vigie.plan;

import java.util.List;

/** A module whose rows refer to plans. Looked at after a start: a plan file can only change while Vigie is down. */
@FunctionalInterface
public interface PlanUses {

    /** What its open rows need plans to name; one entry for all rows that need the same. */
    List<PlanUse> open();
}
