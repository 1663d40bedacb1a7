package org.vigie.kpi;

import java.time.LocalDate;

/** Somebody who tells of the weeks of some applications at a time of their own. */
public interface WeekTeller {

    /** Whether the week before this Monday is told of by it. */
    boolean tells(String application, LocalDate monday);
}
