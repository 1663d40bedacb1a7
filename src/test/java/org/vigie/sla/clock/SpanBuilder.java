package org.vigie.sla.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.calendar.Segment.Kind;

/** Turns the events of a clock into spans. */
final class SpanBuilder {

    private final List<Span> ended = new ArrayList<>();
    private SlaTarget target;
    private BusinessCalendar calendar;
    private Kind kind = Kind.RUNNING;
    private Instant since;
    private Instant last;

    SpanBuilder(SlaEvent.Started start) {
        target = start.target();
        calendar = start.calendar();
        since = start.at();
        last = start.at();
    }

    void add(SlaEvent event) {
        last = event.at().isAfter(last) ? event.at() : last;
        if (event instanceof SlaEvent.Started again) {
            throw TargetClock.startedTwice(again);
        } else if (event instanceof SlaEvent.TargetChanged changed) {
            target = changed.target();
        } else if (event instanceof SlaEvent.CalendarChanged changed) {
            if (kind == Kind.RUNNING) {
                end();
            }
            calendar = changed.calendar();
        } else if (event instanceof SlaEvent.Paused) {
            move(Kind.RUNNING, Kind.WAITING);
        } else if (event instanceof SlaEvent.Resumed) {
            move(Kind.WAITING, Kind.RUNNING);
        } else if (event instanceof SlaEvent.Reopened) {
            move(Kind.CLOSED, Kind.RUNNING);
        } else if (event instanceof SlaEvent.Stopped && kind != Kind.CLOSED) {
            move(kind, Kind.CLOSED);
        }
    }

    Course course() {
        List<Span> spans = new ArrayList<>(ended);
        spans.add(new Span(since, null, kind, calendar));
        return new Course(spans);
    }

    SlaTarget target() {
        return target;
    }

    Instant last() {
        return last;
    }

    private void move(Kind from, Kind to) {
        if (kind == from) {
            end();
            kind = to;
        }
    }

    private void end() {
        ended.add(new Span(since, last, kind, calendar));
        since = last;
    }
}
