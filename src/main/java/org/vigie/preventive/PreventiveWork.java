package org.vigie.preventive;

import org.vigie.engine.job.Heartbeat;

/** Something that Vigie does by itself when the preventive calendar says so; each is a bean. */
public interface PreventiveWork {

    /** As in the column of the table {@code preventiveCalendar}. */
    String id();

    /**
     * Does it. May be called again for the same order after a crash, and then must not do twice what the outside would notice.
     *
     * @throws org.vigie.shared.HintedException if it cannot be done: the fact is what a person reads
     * @throws org.vigie.shared.BusyElsewhereException if it is to be tried again later
     */
    WorkResult perform(WorkOrder order, Heartbeat heartbeat);
}
