package org.vigie.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.BusinessCalendar;

/** Plays the events of a clock over the minutes of the instant line; see {@link MinuteWalk}. */
final class LifeWalk {

    private static final int ENOUGH = 60 * 1440;

    private final List<SlaEvent> events;
    private final MinuteWalk walk;
    private BusinessCalendar calendar;
    private BusinessCalendar running;
    private boolean paused;
    private boolean stopped;
    private boolean stoppedRunning;
    private Instant stoppedAt = Instant.MIN;
    private long waited;
    private @Nullable Duration spent;

    LifeWalk(List<SlaEvent> events, Instant now) {
        this.events = events;
        SlaEvent.Started start = (SlaEvent.Started) events.get(0);
        SlaTarget target = start.target();
        Instant last = start.at();
        for (SlaEvent event : events) {
            target = event instanceof SlaEvent.TargetChanged changed ? changed.target() : target;
            last = event.at().isAfter(last) ? event.at() : last;
        }
        calendar = start.calendar();
        running = calendar;
        walk = new MinuteWalk(target.clock(), calendar, RandomCalendars.holidays());
        walk.goal(target.allowance().orElseThrow().toMinutes());
        walk.begin(start.at(), calendar);
        play(start.at(), last.isAfter(now) ? last : now);
    }

    @Nullable
    Instant due() {
        return walk.due();
    }

    Duration spent() {
        return spent == null ? Duration.ofMinutes(walk.counted()) : spent;
    }

    Duration waited() {
        return Duration.ofMinutes(waited);
    }

    private void play(Instant start, Instant now) {
        int next = 1;
        Instant at = start;
        for (int minutes = 0; minutes < ENOUGH; minutes++) {
            // an event that tells an earlier time than the one before it counts from then on
            while (next < events.size() && !events.get(next).at().isAfter(at)) {
                happen(events.get(next++), at);
            }
            if (!at.isBefore(now)) {
                break;
            }
            if (paused) {
                waited++;
            } else if (!stopped) {
                walk.minute(at);
            }
            at = at.plusSeconds(60);
        }
        spent = Duration.ofMinutes(walk.counted());
        if (stopped && stoppedRunning && walk.due() == null) {
            walk.begin(stoppedAt, running);
            runOn(stoppedAt);
        } else if (!stopped && !paused) {
            runOn(at);
        }
    }

    private void runOn(Instant from) {
        for (Instant at = from; walk.due() == null; at = at.plusSeconds(60)) {
            walk.minute(at);
        }
    }

    private void happen(SlaEvent event, Instant at) {
        boolean runs = !paused && !stopped;
        if (event instanceof SlaEvent.CalendarChanged changed) {
            calendar = changed.calendar();
            if (runs) {
                begin(at);
            }
        } else if (event instanceof SlaEvent.Paused && runs) {
            paused = true;
        } else if (event instanceof SlaEvent.Stopped && !stopped) {
            stopped = true;
            stoppedRunning = runs;
            stoppedAt = at;
            paused = false;
        } else if (event instanceof SlaEvent.Resumed && paused || event instanceof SlaEvent.Reopened && stopped) {
            paused = false;
            stopped = false;
            begin(at);
        }
    }

    private void begin(Instant at) {
        running = calendar;
        walk.begin(at, calendar);
    }
}
