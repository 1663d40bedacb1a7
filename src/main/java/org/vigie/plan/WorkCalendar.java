package org.vigie.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When people work, in the time zone of the plan.
 *
 * @param holidays whose public holidays are free; null: none
 * @param workingHours slots by weekday, ascending and apart from each other; a weekday that is missing is free
 * @param closingDays further free days
 */
public record WorkCalendar(
        @Nullable HolidayRegion holidays, Map<DayOfWeek, List<WorkSlot>> workingHours, List<ClosingDay> closingDays) {

    public WorkCalendar {
        workingHours = Map.copyOf(workingHours);
        closingDays = List.copyOf(closingDays);
    }

    /** The slots of a weekday, ascending; empty on a free day. Holidays and closing days are not looked at. */
    public List<WorkSlot> slotsOn(DayOfWeek day) {
        return workingHours.getOrDefault(day, List.of());
    }

    /** Whether the plan itself closes this day. Public holidays are not looked at. */
    public boolean closedOn(LocalDate date) {
        return closingDays.stream().anyMatch(day -> day.matches(date));
    }
}
