package org.vigie.monitoring.check;

import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;

/** Others that answer when the way to the outside is open. */
public interface Witnesses {

    /**
     * Whether none of the plan's witnesses answers, so that a failure of this monitor says nothing about its target. False where
     * the plan names no witness, and for targets on this very machine.
     */
    boolean allSilent(MaintenancePlan plan, MonitorSettings monitor);
}
