package org.vigie.sla;

import java.time.Instant;
import java.util.List;
import org.vigie.shared.HintedException;
import org.vigie.sla.Segment.Kind;

/**
 * The clock of one target of one ticket, computed anew from all its events: the check of {@link TargetClock}, and the way to
 * read stored events when a rule has changed.
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
        SpanBuilder spans = new SpanBuilder(startOf(events));
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

    static SlaEvent.Started startOf(List<? extends SlaEvent> events) {
        if (!events.isEmpty() && events.get(0) instanceof SlaEvent.Started start) {
            return start;
        }
        throw new HintedException(
                "the events of a clock do not begin with its start",
                "Read all events of the target in the order in which they were stored.");
    }

    static HintedException startedTwice(SlaEvent.Started event) {
        return new HintedException(
                "the clock was started a second time at " + event.at(),
                "Use a change of the target, or reopen the clock if it was stopped.");
    }
}
