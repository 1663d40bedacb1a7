package org.vigie.release.freeze;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.ReleaseSettings;

/** The freezes of plans. */
@Component
public class Freezes {

    /** How far ahead an end is looked for. */
    private static final Duration IN_SIGHT = Duration.ofDays(400);

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final PlanCalendars calendars;

    Freezes(PlanCalendars calendars) {
        this.calendars = calendars;
    }

    /**
     * That nothing is released at a moment.
     *
     * @param freezes those that are on, in the order of their beginning
     * @param until the first moment at which none is on, also none that follows or overlaps; null: there is none within a year
     * @param local the same for people, in the zone of the plan
     */
    public record Frozen(
            List<Freeze> freezes,
            @Nullable Instant until,
            @Nullable String local) {

        /** Until when and why, for people. */
        public String sentence() {
            return (local == null ? "without an end within a year" : "until " + local) + " ("
                    + String.join(
                            "; ",
                            freezes.stream()
                                    .map(freeze -> freeze.id() + ": " + freeze.reason())
                                    .toList())
                    + ")";
        }
    }

    /** Whether nothing is released at a moment, and until when; empty if releases are free. */
    public Optional<Frozen> at(MaintenancePlan plan, Instant moment) {
        Instant horizon = moment.plus(IN_SIGHT);
        List<Freeze> all = between(plan, moment, horizon);
        List<Freeze> on = all.stream().filter(freeze -> freeze.holds(moment)).toList();
        if (on.isEmpty()) {
            return Optional.empty();
        }
        Instant end = moment;
        for (Freeze next : all) {
            if (!next.from().isAfter(end) && next.until().isAfter(end)) {
                end = next.until();
            }
        }
        return Optional.of(end.isBefore(horizon) ? new Frozen(on, end, local(plan, end)) : new Frozen(on, null, null));
    }

    /** Those that touch the time between two moments, in the order of their beginning. */
    public List<Freeze> between(MaintenancePlan plan, Instant from, Instant to) {
        ReleaseSettings release = plan.release();
        if (release == null || release.freezes().isEmpty()) {
            return List.of();
        }
        BusinessCalendar calendar = calendars.of(plan);
        return release.freezes().stream()
                .flatMap(freeze -> new FreezeStretches(freeze, calendar).between(from, to).stream())
                .sorted(Comparator.comparing(Freeze::from).thenComparing(Freeze::id))
                .toList();
    }

    /** A moment on the clock of a plan, for people. */
    public static String local(MaintenancePlan plan, Instant moment) {
        ZonedDateTime local = moment.atZone(plan.timeZone());
        return LOCAL.format(local) + " " + plan.timeZone();
    }
}
