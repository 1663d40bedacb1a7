package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.Segment;
import org.vigie.calendar.Segment.Kind;
import org.vigie.shared.HintedException;

/**
 * The clock of one target of one ticket, brought forward event by event. Immutable.
 */
public final class TargetClock {

    /** How much of a target, in percent, is used up when people are warned. */
    public static final int WARNING = 75;

    /** What the clock does at present. */
    public enum State {
        RUNNING,
        PAUSED,
        STOPPED;

        static State of(Kind span) {
            return switch (span) {
                case WAITING -> PAUSED;
                case CLOSED -> STOPPED;
                default -> RUNNING;
            };
        }
    }

    private final SlaTarget target;
    private final BusinessCalendar calendar;
    private final List<Span> past;
    private final Span current;
    private final Instant last;
    private final Tally tally;

    private TargetClock(
            SlaTarget target, BusinessCalendar calendar, List<Span> past, Span current, Instant last, Tally tally) {
        this.target = target;
        this.calendar = calendar;
        this.past = past;
        this.current = current;
        this.last = last;
        this.tally = tally;
    }

    /** Starts a clock. */
    public static TargetClock start(SlaEvent.Started event) {
        Span first = new Span(event.at(), null, Kind.RUNNING, event.calendar());
        Tally nothing = Tally.of(event.target(), List.of());
        return new TargetClock(event.target(), event.calendar(), List.of(), first, event.at(), nothing);
    }

    /** Brings a clock through all its events, the first of which must be {@link SlaEvent.Started}. */
    public static TargetClock of(List<? extends SlaEvent> events) {
        TargetClock clock = start(startOf(events));
        for (SlaEvent event : events.subList(1, events.size())) {
            clock = clock.apply(event);
        }
        return clock;
    }

    /**
     * The clock after one more event. An event that repeats what is already so (a pause of a paused clock) has no effect.
     *
     * @throws HintedException if the event is a second start
     */
    public TargetClock apply(SlaEvent event) {
        Instant at = event.at().isAfter(last) ? event.at() : last;
        if (event instanceof SlaEvent.Started started) {
            throw startedTwice(started);
        }
        if (event instanceof SlaEvent.TargetChanged changed) {
            Tally remeasured = Tally.of(changed.target(), past);
            return new TargetClock(changed.target(), calendar, past, current, at, remeasured);
        }
        if (event instanceof SlaEvent.CalendarChanged changed) {
            return state() == State.RUNNING
                    ? turn(at, Kind.RUNNING, changed.calendar())
                    : new TargetClock(target, changed.calendar(), past, current, at, tally);
        }
        Kind next = after(event);
        return next == current.kind()
                ? new TargetClock(target, calendar, past, current, at, tally)
                : turn(at, next, calendar);
    }

    private Kind after(SlaEvent event) {
        State state = state();
        if (event instanceof SlaEvent.Stopped) {
            return Kind.CLOSED;
        }
        if (event instanceof SlaEvent.Paused && state == State.RUNNING) {
            return Kind.WAITING;
        }
        boolean goesOn = event instanceof SlaEvent.Resumed && state == State.PAUSED
                || event instanceof SlaEvent.Reopened && state == State.STOPPED;
        return goesOn ? Kind.RUNNING : current.kind();
    }

    /** What the clock does since the last event. */
    public State state() {
        return State.of(current.kind());
    }

    /** The target in force. */
    public SlaTarget target() {
        return target;
    }

    /** The calendar in force. */
    public BusinessCalendar calendar() {
        return calendar;
    }

    /** The due date as {@link ClockReading#due()} has it. */
    public Optional<Instant> due() {
        return Optional.ofNullable(ahead(tally.due()));
    }

    /** When 75 % of the target are used up, as {@link ClockReading#warnAt()} has it. */
    public Optional<Instant> warnAt() {
        return Optional.ofNullable(ahead(tally.warning()));
    }

    /** When any part of the target is used up; empty under the same conditions as {@link #due()}. */
    public Optional<Instant> mark(int percent) {
        return Optional.ofNullable(course().reach(target, percent));
    }

    /** What the clock shows at an instant, which is taken to be that of the last event if it is earlier. */
    public ClockReading reading(Instant now) {
        Instant at = now.isAfter(last) ? now : last;
        Duration spent = tally.counted();
        if (current.isRunning()) {
            spent = spent.plus(current.meter(target.clock()).counted(current.from(), at));
        }
        Duration waited = tally.waited();
        if (current.kind() == Kind.WAITING) {
            waited = waited.plus(current.lengthWithin(at));
        }
        Instant end = state() == State.STOPPED ? current.from() : at;
        return ClockReading.of(state(), target, spent, waited, ahead(tally.warning()), ahead(tally.due()), end);
    }

    /**
     * The life of the clock as lines without gaps: from the start to the due date if that is known, else to the stop or to
     * {@code now}. What they count adds up to the allowance, or to the time spent where the due date was not reached.
     */
    public List<Segment> ledger(Instant now) {
        Instant at = now.isAfter(last) ? now : last;
        return course().ledger(target, ahead(tally.due()), at);
    }

    private Course course() {
        List<Span> spans = new ArrayList<>(past);
        spans.add(current);
        return new Course(spans);
    }

    private TargetClock turn(Instant at, Kind kind, BusinessCalendar next) {
        Span ended = new Span(current.from(), at, current.kind(), current.calendar());
        List<Span> spans = new ArrayList<>(past);
        spans.add(ended);
        return new TargetClock(target, next, List.copyOf(spans), new Span(at, null, kind, next), at, tally.plus(ended));
    }

    private @Nullable Instant ahead(Threshold threshold) {
        if (current.isRunning()) {
            return threshold.ahead(current.meter(target.clock()), current.from(), tally.counted());
        }
        Span before = past.getLast();
        return state() == State.STOPPED && before.isRunning()
                ? threshold.ahead(before.meter(target.clock()), current.from(), tally.counted())
                : threshold.reached();
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
