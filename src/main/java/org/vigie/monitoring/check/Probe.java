package org.vigie.monitoring.check;

import org.vigie.plan.MonitorSettings;

/** A way to watch. Implementations are thread-safe and end in time whatever the other side does. */
public interface Probe {

    /** As the API names it. */
    String kind();

    /** Whether the monitor says that it is watched in this way. */
    boolean watches(MonitorSettings monitor);

    /** Looks once. An exception means that the state is unknown. */
    Observation probe(Target target);
}
