package org.vigie.preventive;

import java.time.LocalDate;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;

/**
 * What some work is done for.
 *
 * @param runId such as {@code PM-12}
 * @param turn which time; with the run it tells an attempt from others that a person asked for
 * @param day of the calendar
 */
public record WorkOrder(String runId, int turn, MaintenancePlan plan, LocalDate day) {

    /** Whichever the plan speaks. */
    public String say(String english, String french) {
        return new LocalText(french, english).in(plan.language());
    }
}
