package org.vigie.sla.clock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.ClockKind;
import org.vigie.shared.HintedException;

/**
 * How much time a promise leaves, and on which clock.
 *
 * @param amount how many units, at least 1; 0 for a planned release
 * @param unit minutes or hours for clocks that count hours, days for clocks that count days; round the clock takes all
 *     three, a day being 24 hours
 * @param clock what makes the time pass
 */
public record SlaTarget(long amount, Unit unit, ClockKind clock) {

    /** More than any plan promises; keeps a slip of the pen from running the search for a due date for long. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    private static final SlaTarget PLANNED_RELEASE = new SlaTarget(0, Unit.DAYS, ClockKind.PLANNED_RELEASE);

    /** Unit of an amount. The codes are those of the decision {@code ticketSla}. */
    public enum Unit {
        MINUTES(Duration.ofMinutes(1)),
        HOURS(Duration.ofHours(1)),
        DAYS(Duration.ofDays(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }

        /** The form used in tables, events and the API, such as {@code minutes}. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a code; an unknown one is refused. */
        @JsonCreator
        public static Unit parse(String code) {
            return Arrays.stream(values())
                    .filter(unit -> unit.code().equals(code))
                    .findFirst()
                    .orElseThrow(
                            () -> new HintedException("unknown unit of time: " + code, "Use minutes, hours or days."));
        }
    }

    public SlaTarget {
        if (clock == ClockKind.PLANNED_RELEASE) {
            amount = 0;
            unit = Unit.DAYS;
        } else {
            requireUnit(unit, clock);
            if (amount < 1 || amount > LONGEST.dividedBy(unit.length)) {
                throw new HintedException(
                        "a target of " + amount + " " + unit.code() + " is out of range",
                        "Give a whole number from 1 to " + LONGEST.dividedBy(unit.length) + ".");
            }
        }
    }

    /** A target without a due date. */
    public static SlaTarget plannedRelease() {
        return PLANNED_RELEASE;
    }

    /**
     * Reads the outputs of the decision {@code ticketSla}.
     *
     * @param amount a whole number; not looked at for a planned release
     * @param unit code of a {@link Unit}; not looked at for a planned release
     * @param clock code of an {@link ClockKind}
     * @throws HintedException if a value is missing, unknown, fractional or does not fit the others
     */
    public static SlaTarget of(@Nullable Number amount, @Nullable String unit, String clock) {
        ClockKind parsed = ClockKind.parse(clock);
        if (parsed == ClockKind.PLANNED_RELEASE) {
            return PLANNED_RELEASE;
        }
        if (amount == null || unit == null) {
            throw new HintedException(
                    "a target on the clock " + clock + " lacks its amount or its unit",
                    "Give both, or use the clock planned-release for a target without a due date.");
        }
        return new SlaTarget(whole(amount), Unit.parse(unit), parsed);
    }

    /**
     * The time that the target leaves, as its clock counts: a day of any clock is 24 counted hours, also when the change
     * to summer time makes it last 23. Empty for a planned release.
     */
    public Optional<Duration> allowance() {
        return clock == ClockKind.PLANNED_RELEASE ? Optional.empty() : Optional.of(unit.length.multipliedBy(amount));
    }

    private static long whole(Number amount) {
        try {
            return new BigDecimal(amount.toString()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new HintedException(
                    "a target of " + amount + " is not a whole number", "Use a smaller unit, such as minutes.", e);
        }
    }

    private static void requireUnit(Unit unit, ClockKind clock) {
        boolean fits = switch (clock) {
            case ROUND_THE_CLOCK, PLANNED_RELEASE -> true;
            case WORKING_HOURS -> unit != Unit.DAYS;
            case WORKING_DAYS, CALENDAR_DAYS -> unit == Unit.DAYS;
        };
        if (!fits) {
            throw new HintedException(
                    "the clock " + clock.code() + " does not count " + unit.code(),
                    "Use minutes or hours with working-hours, days with working-days and calendar-days,"
                            + " any of them with round-the-clock.");
        }
    }
}
