package org.vigie.sla;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.plan.ClosingDay;
import org.vigie.plan.HolidayRegion;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.WorkCalendar;

/** The calendars of the plan files, made once per calendar because their holidays are worth keeping. */
@Component
class PlanCalendars {

    private final Map<CalendarDefinition, BusinessCalendar> made = new ConcurrentHashMap<>();

    BusinessCalendar of(MaintenancePlan plan) {
        return made.computeIfAbsent(definition(plan), BusinessCalendar::of);
    }

    static CalendarDefinition definition(MaintenancePlan plan) {
        WorkCalendar calendar = plan.calendar();
        Map<java.time.DayOfWeek, List<Slot>> slots = new EnumMap<>(java.time.DayOfWeek.class);
        calendar.workingHours()
                .forEach((day, hours) -> slots.put(
                        day,
                        hours.stream().map(slot -> Slot.parse(slot.toString())).toList()));
        HolidayRegion holidays = calendar.holidays();
        return new CalendarDefinition(
                plan.timeZone(),
                slots,
                holidays == null ? null : holidays.country(),
                holidays == null ? null : holidays.region(),
                calendar.closingDays().stream()
                        .map(ClosingDay::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
