package org.vigie.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.ClosingDay;
import org.vigie.calendar.WorkSlot;

/**
 * When people work, in the time zone of the plan.
 *
 * @param holidays whose public holidays are free; null: none
 * @param workingHours slots by weekday, apart from each other, kept in ascending order; a weekday that is missing is free
 * @param closingDays further free days
 */
public record WorkCalendar(
        @Nullable HolidayRegion holidays, Map<DayOfWeek, List<WorkSlot>> workingHours, List<ClosingDay> closingDays) {

    private static final Comparator<WorkSlot> BY_START = Comparator.comparingInt(WorkSlot::startMinute);

    public WorkCalendar {
        workingHours = workingHours.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        day -> day.getValue().stream().sorted(BY_START).toList()));
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
