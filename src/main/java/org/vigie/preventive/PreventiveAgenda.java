package org.vigie.preventive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.PreventiveSettings;

/** When the entries of a plan fall due, by its calendar and in its time zone. */
@Component
class PreventiveAgenda {

    /** A day that is put off further than that is left out: the calendar has no working days there. */
    private static final int LONGEST_DELAY = 31;

    private static final int A_YEAR = 366;

    private final PreventiveTable table;
    private final PlanCalendars calendars;

    PreventiveAgenda(PreventiveTable table, PlanCalendars calendars) {
        this.table = table;
        this.calendars = calendars;
    }

    /** What falls due after one moment and not after the other, in order. */
    List<Occurrence> between(MaintenancePlan plan, Instant after, Instant notAfter) {
        LocalDate last = LocalDate.ofInstant(notAfter, plan.timeZone());
        List<Occurrence> due = new ArrayList<>();
        for (LocalDate day = LocalDate.ofInstant(after, plan.timeZone()).minusDays(LONGEST_DELAY);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (PreventiveEntry entry : table.entries(plan.application(), day)) {
                occurrence(plan, entry, day)
                        .filter(found ->
                                found.due().isAfter(after) && !found.due().isAfter(notAfter))
                        .ifPresent(due::add);
            }
        }
        due.sort(Comparator.comparing(Occurrence::due)
                .thenComparing(Occurrence::day)
                .thenComparing(found -> found.entry().entry()));
        return due;
    }

    /** The next day of every entry, in order. */
    List<Occurrence> next(MaintenancePlan plan, Instant now) {
        Map<String, Occurrence> first = new LinkedHashMap<>();
        Instant until = now.atZone(plan.timeZone()).plusDays(A_YEAR).toInstant();
        between(plan, now, until)
                .forEach(found -> first.putIfAbsent(found.entry().entry(), found));
        return List.copyOf(first.values());
    }

    /** The entry with this id, as it is on its next day. */
    Optional<PreventiveEntry> find(MaintenancePlan plan, String entry, Instant now) {
        return next(plan, now).stream()
                .map(Occurrence::entry)
                .filter(found -> found.entry().equals(entry))
                .findFirst();
    }

    private Optional<Occurrence> occurrence(MaintenancePlan plan, PreventiveEntry entry, LocalDate day) {
        PreventiveSettings settings = Objects.requireNonNull(plan.preventive());
        BusinessCalendar calendar = calendars.of(plan);
        return Stream.iterate(day, next -> next.plusDays(1))
                .limit(LONGEST_DELAY)
                .filter(candidate -> !entry.workday() || isWorkedOn(calendar, candidate))
                .findFirst()
                .map(worked -> new Occurrence(
                        entry,
                        day,
                        worked.atTime(settings.at()).atZone(plan.timeZone()).toInstant()));
    }

    /** Where the plan has no working hours, people work on every day that is not free. */
    private static boolean isWorkedOn(BusinessCalendar calendar, LocalDate day) {
        return calendar.definition().slots().isEmpty() ? calendar.freeDay(day) == null : calendar.worksOn(day);
    }
}
