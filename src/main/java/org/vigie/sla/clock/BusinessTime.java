package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Segment;
import org.vigie.shared.HintedException;

/**
 * Computes due dates on a calendar, and explains them. The rules stand in {@code docs/sla.md}.
 *
 * <p>Pauses may come in any order, overlap, and lie before the start or after the due date. Methods throw
 * {@link HintedException} if the calendar leaves no time for the target within 20 years.
 *
 * @param calendar whose zone, slots and free days count
 */
public record BusinessTime(BusinessCalendar calendar) {

    private static final int ALL = 100;

    /** The instant at which the target is used up; empty for a planned release. */
    public Optional<Instant> due(Instant start, SlaTarget target, List<Pause> pauses) {
        return mark(start, target, ALL, pauses);
    }

    /**
     * The instant at which a part of the target is used up.
     *
     * @param percent of the target, at least 1; 100 is the due date
     * @return empty for a planned release
     */
    public Optional<Instant> mark(Instant start, SlaTarget target, int percent, List<Pause> pauses) {
        return Optional.ofNullable(Course.of(calendar, start, pauses).reach(target, percent));
    }

    /** Time that a clock counts from one instant to another, without pauses; zero if the second is not later. */
    public Duration elapsed(Instant from, Instant to, ClockKind clock, List<Pause> pauses) {
        return Course.of(calendar, from, pauses).spent(clock, to);
    }

    /**
     * How the due date comes about: lines without gaps from the start to the due date, whose counted times add up to the
     * {@link SlaTarget#allowance() allowance}. Empty for a planned release.
     */
    public List<Segment> ledger(Instant start, SlaTarget target, List<Pause> pauses) {
        return due(start, target, pauses)
                .map(due -> Course.of(calendar, start, pauses).ledger(target, due, due))
                .orElse(List.of());
    }

    static Duration part(Duration allowance, int percent) {
        if (percent < 1) {
            throw new HintedException("a mark of " + percent + " percent does not exist", "Give 1 or more.");
        }
        return allowance.multipliedBy(percent).dividedBy(ALL);
    }
}
