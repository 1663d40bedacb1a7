package org.vigie.monitoring.window;

/** Maintenance that does not come again was planned, moved, ended or called off; published in the transaction that keeps it. */
public record MaintenanceChanged(Window window, Change change) {

    /** What became of it. */
    public enum Change {
        PLANNED,
        MOVED,
        ENDED,
        CALLED_OFF
    }
}
