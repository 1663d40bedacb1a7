package org.vigie.sla.clock;

import java.time.Instant;
import java.util.List;
import org.vigie.calendar.Segment;
import org.vigie.calendar.Segment.Kind;
import org.vigie.shared.HintedException;

/**
 * The clock of one target of one ticket, computed anew from all its events: the check of {@link TargetClock}.
 */
public final class SlaLedger {

    private final Course course;
    private final SlaTarget target;
    private final Instant last;

    private SlaLedger(Course course, SlaTarget target, Instant last) {
        this.course = course;
        this.target = target;
        this.last = last;
    }

    /**
     * Reads all events of a clock.
     *
     * @throws HintedException unless the first event, and no other, is {@link SlaEvent.Started}
     */
    public static SlaLedger of(List<? extends SlaEvent> events) {
        SpanBuilder spans = new SpanBuilder(TargetClock.startOf(events));
        events.subList(1, events.size()).forEach(spans::add);
        return new SlaLedger(spans.course(), spans.target(), spans.last());
    }

    /** What the clock shows at an instant, which is taken to be that of the last event if it is earlier. */
    public ClockReading reading(Instant now) {
        Instant at = now.isAfter(last) ? now : last;
        Span current = course.spans().getLast();
        Instant end = current.kind() == Kind.CLOSED ? current.from() : at;
        return ClockReading.of(
                TargetClock.State.of(current.kind()),
                target,
                course.spent(target.clock(), at),
                course.waited(at),
                course.reach(target, Tally.WARNING),
                course.reach(target, Tally.DUE),
                end);
    }

    /** The life of the clock as {@link TargetClock#ledger} has it. */
    public List<Segment> segments(Instant now) {
        return course.ledger(target, course.reach(target, Tally.DUE), now.isAfter(last) ? now : last);
    }
}
