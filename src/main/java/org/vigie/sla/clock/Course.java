package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.ClockKind;
import org.vigie.calendar.Segment;
import org.vigie.calendar.Segment.Kind;

/**
 * The whole life of a clock as spans without gaps, the last of them open; computes everything anew from them.
 *
 * @param spans in order, at least one
 */
record Course(List<Span> spans) {

    Course {
        spans = List.copyOf(spans);
    }

    /** A life of pauses only: they may come in any order, overlap, be empty, and lie before the start. */
    static Course of(BusinessCalendar calendar, Instant start, List<Pause> pauses) {
        List<Span> spans = new ArrayList<>();
        Instant at = start;
        for (Pause pause : inOrder(pauses)) {
            if (pause.to().isAfter(at)) {
                Instant from = pause.from().isAfter(at) ? pause.from() : at;
                if (from.isAfter(at)) {
                    spans.add(new Span(at, from, Kind.RUNNING, calendar));
                }
                spans.add(new Span(from, pause.to(), Kind.WAITING, calendar));
                at = pause.to();
            }
        }
        spans.add(new Span(at, null, Kind.RUNNING, calendar));
        return new Course(spans);
    }

    private static List<Pause> inOrder(List<Pause> pauses) {
        return pauses.stream()
                .filter(pause -> pause.from().isBefore(pause.to()))
                .sorted(Comparator.comparing(Pause::from))
                .toList();
    }

    /** The instant at which a part of a target is used up; null also for a planned release. */
    @Nullable
    Instant reach(SlaTarget target, int percent) {
        return target.allowance()
                .map(allowance -> reach(target.clock(), BusinessTime.part(allowance, percent)))
                .orElse(null);
    }

    /**
     * The instant at which the goal has been counted; null if the clock stands before that. A clock that was stopped
     * while running is taken to have run on.
     */
    @Nullable
    Instant reach(ClockKind clock, Duration goal) {
        Duration left = goal;
        Span before = null;
        for (Span span : spans) {
            if (span.isRunning()) {
                if (span.to() == null) {
                    return span.meter(clock).reach(span.from(), left);
                }
                Duration counted = span.meter(clock).counted(span.from(), span.to());
                if (counted.compareTo(left) >= 0) {
                    return span.meter(clock).reach(span.from(), left);
                }
                left = left.minus(counted);
            } else if (span.kind() == Kind.CLOSED && span.to() == null && before != null && before.isRunning()) {
                return before.meter(clock).reach(span.from(), left);
            }
            before = span;
        }
        return null;
    }

    Duration spent(ClockKind clock, Instant until) {
        return spans.stream()
                .filter(Span::isRunning)
                .map(span -> span.meter(clock).counted(span.from(), span.endWithin(until)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    Duration waited(Instant until) {
        return spans.stream()
                .filter(span -> span.kind() == Kind.WAITING)
                .map(span -> span.lengthWithin(until))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The ledger from the start to the due date; where that is not known or comes after the stop, to the stop or to
     * {@code now}. What it counts stays within the allowance.
     */
    List<Segment> ledger(SlaTarget target, @Nullable Instant due, Instant now) {
        Span current = spans.getLast();
        Instant known = current.kind() == Kind.CLOSED ? current.from() : now;
        boolean toDue = due != null && (current.isRunning() || !known.isBefore(due));
        return lines(target, toDue ? due : known);
    }

    private List<Segment> lines(SlaTarget target, Instant end) {
        LedgerLines lines = new LedgerLines(target.allowance().orElse(null));
        for (Span span : spans) {
            Instant to = span.endWithin(end);
            if (span.from().isBefore(to)) {
                if (span.isRunning()) {
                    span.meter(target.clock()).segments(span.from(), to, lines::add);
                } else {
                    lines.add(new Segment(span.from(), to, span.kind(), Duration.ZERO, null));
                }
            }
        }
        Duration spent = spent(target.clock(), end);
        lines.settle(target.allowance()
                .filter(allowance -> allowance.compareTo(spent) < 0)
                .orElse(spent));
        return lines.toList();
    }
}
