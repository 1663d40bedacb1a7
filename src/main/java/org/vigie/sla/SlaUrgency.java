package org.vigie.sla;

/** How far the process has gone with a promise that is not met yet; in ascending order. */
public enum SlaUrgency {
    IN_TIME,
    WARNED,
    BREACHED;

    static SlaUrgency of(ClockRecord clock) {
        if (clock.breachedAt() != null) {
            return BREACHED;
        }
        return clock.warnedAt() != null ? WARNED : IN_TIME;
    }
}
