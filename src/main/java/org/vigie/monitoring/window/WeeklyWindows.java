package org.vigie.monitoring.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.WindowSettings;

/**
 * The windows of a plan that come again. Each starts at its local time, also where the clock changes, and lasts as long as the plan
 * says in elapsed time; it belongs to the day it starts on.
 */
final class WeeklyWindows {

    private WeeklyWindows() {}

    /** Those that touch the time between two moments. */
    static List<Window> between(MaintenancePlan plan, Instant from, Instant to) {
        List<Window> found = new ArrayList<>();
        for (WindowSettings settings : plan.monitoring().windows()) {
            Duration lasts = settings.lasts().toDuration();
            // a day more: the clock may have changed in between
            LocalDate day =
                    from.minus(lasts).atZone(plan.timeZone()).toLocalDate().minusDays(1);
            LocalDate last = to.atZone(plan.timeZone()).toLocalDate();
            for (; !day.isAfter(last); day = day.plusDays(1)) {
                if (settings.startsOn(day.getDayOfWeek())) {
                    Instant start = ZonedDateTime.of(day, settings.from(), plan.timeZone())
                            .toInstant();
                    Instant end = start.plus(lasts);
                    if (start.isBefore(to) && end.isAfter(from)) {
                        found.add(new Window(
                                settings.id() + "/" + day,
                                plan.application(),
                                start,
                                end,
                                settings.reason(),
                                settings.monitors(),
                                false,
                                null));
                    }
                }
            }
        }
        return found;
    }
}
