package org.vigie.sla.clock;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.WorkSlot;

/** Makes calendars, starts and targets from a seed; half of the starts lie near a change of the zone's offset. */
final class RandomCalendars {

    static final List<ZoneId> ZONES = List.of(
                    "Europe/Paris",
                    "America/New_York",
                    "America/Sao_Paulo",
                    "America/St_Johns",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "Pacific/Chatham",
                    "Asia/Kathmandu",
                    "Africa/Casablanca",
                    "Africa/Cairo",
                    "Antarctica/Troll",
                    "UTC")
            .stream()
            .map(ZoneId::of)
            .toList();

    private static final Instant FIRST = Instant.parse("2009-01-01T00:00:00Z");
    private static final int MINUTES = (int) Duration.ofDays(18 * 365).toMinutes();
    private static final Set<LocalDate> FRENCH = french();

    private final SplittableRandom random;

    RandomCalendars(long seed) {
        random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    static Set<LocalDate> holidays() {
        return FRENCH;
    }

    ZoneId zone() {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    BusinessCalendar calendar(ZoneId zone, Instant near) {
        BusinessCalendar.Builder builder = BusinessCalendar.in(zone);
        boolean[] works = new boolean[8];
        works[1 + random.nextInt(7)] = true;
        for (DayOfWeek day : DayOfWeek.values()) {
            if (works[day.getValue()] || random.nextInt(4) > 0) {
                builder.slots(day, slots());
            }
        }
        if (random.nextBoolean()) {
            builder.holidays("FR", null);
        }
        LocalDate date = LocalDate.ofInstant(near, ZoneOffset.UTC);
        for (int i = random.nextInt(3); i > 0; i--) {
            String closed = date.plusDays(random.nextInt(-1, 6)).toString();
            builder.closed(random.nextBoolean() ? closed : closed.substring(5));
        }
        return builder.build();
    }

    Instant start(ZoneId zone) {
        Instant any = FIRST.plusSeconds(60L * random.nextInt(MINUTES));
        ZoneOffsetTransition change = random.nextBoolean() ? zone.getRules().nextTransition(any) : null;
        if (change == null || change.getInstant().isAfter(FIRST.plusSeconds(60L * MINUTES))) {
            return any;
        }
        return MinuteWalk.minuteOf(change.getInstant()).plusSeconds(60L * random.nextInt(-2 * 1440, 300));
    }

    /** Small enough for a walk, large enough to pass nights and weekends. */
    SlaTarget target() {
        return switch (random.nextInt(8)) {
            case 0 -> new SlaTarget(random.nextInt(1, 3000), SlaTarget.Unit.MINUTES, ClockKind.ROUND_THE_CLOCK);
            case 1, 2, 3 -> new SlaTarget(random.nextInt(1, 700), SlaTarget.Unit.MINUTES, ClockKind.WORKING_HOURS);
            case 4 -> new SlaTarget(random.nextInt(1, 10), SlaTarget.Unit.HOURS, ClockKind.WORKING_HOURS);
            case 5 -> new SlaTarget(random.nextInt(1, 4), SlaTarget.Unit.DAYS, ClockKind.WORKING_DAYS);
            default -> new SlaTarget(random.nextInt(1, 5), SlaTarget.Unit.DAYS, ClockKind.CALENDAR_DAYS);
        };
    }

    private String[] slots() {
        int count = random.nextInt(1, 4);
        int[] bounds = random.ints(2L * count, 0, 97)
                .map(quarter -> quarter * 15)
                .sorted()
                .distinct()
                .toArray();
        if (bounds.length < 2) {
            return new String[] {"00:00-24:00"};
        }
        String[] slots = new String[bounds.length / 2];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new WorkSlot(bounds[2 * i], bounds[2 * i + 1]).toString();
        }
        return slots;
    }

    private static Set<LocalDate> french() {
        HolidayManager manager = HolidayManager.getInstance(
                ManagerParameters.create(Locale.FRANCE.getCountry().toLowerCase(Locale.ROOT)));
        Set<LocalDate> days = new HashSet<>();
        for (int year = 2008; year < 2032; year++) {
            manager.getHolidays(Year.of(year)).stream().map(Holiday::getDate).forEach(days::add);
        }
        return days;
    }
}
