package org.vigie.sla.clock;

import java.time.Duration;
import java.util.List;
import org.vigie.calendar.ClockKind;

/**
 * What the ended spans of a clock add up to.
 *
 * @param clock the clock that measured them
 * @param counted time counted in running spans
 * @param waited elapsed time of pauses
 */
record Tally(ClockKind clock, Duration counted, Duration waited, Threshold warning, Threshold due) {

    static final int WARNING = TargetClock.WARNING;
    static final int DUE = 100;

    /** Measures spans that have ended on the clock of a target. */
    static Tally of(SlaTarget target, List<Span> ended) {
        Tally tally = new Tally(
                target.clock(), Duration.ZERO, Duration.ZERO, Threshold.of(target, WARNING), Threshold.of(target, DUE));
        for (Span span : ended) {
            tally = tally.plus(span);
        }
        return tally;
    }

    Tally plus(Span ended) {
        Duration measured = measured(ended);
        return switch (ended.kind()) {
            case RUNNING -> {
                Duration after = counted.plus(measured);
                yield new Tally(
                        clock,
                        after,
                        waited,
                        warning.passed(ended, clock, counted, after),
                        due.passed(ended, clock, counted, after));
            }
            case WAITING -> new Tally(clock, counted, waited.plus(measured), warning, due);
            default -> this;
        };
    }

    private Duration measured(Span ended) {
        if (ended.to() == null) {
            throw new IllegalArgumentException("the span goes on");
        }
        return ended.isRunning()
                ? ended.meter(clock).counted(ended.from(), ended.to())
                : Duration.between(ended.from(), ended.to());
    }
}
