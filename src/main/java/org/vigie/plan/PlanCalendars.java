package org.vigie.plan;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.CalendarDefinition;

/** The calendars of the plan files, made once per calendar because their holidays are worth keeping. */
@Component
public class PlanCalendars {

    private final Map<CalendarDefinition, BusinessCalendar> made = new ConcurrentHashMap<>();

    /** When the people of a plan work. */
    public BusinessCalendar of(MaintenancePlan plan) {
        return made.computeIfAbsent(definition(plan), BusinessCalendar::of);
    }

    static CalendarDefinition definition(MaintenancePlan plan) {
        WorkCalendar calendar = plan.calendar();
        HolidayRegion holidays = calendar.holidays();
        return new CalendarDefinition(
                plan.timeZone(),
                calendar.workingHours(),
                holidays == null ? null : holidays.country(),
                holidays == null ? null : holidays.region(),
                new TreeSet<>(calendar.closingDays()));
    }
}
