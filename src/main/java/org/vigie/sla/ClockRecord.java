package org.vigie.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.sla.clock.TargetClock;

/**
 * A row of the table {@code sla_clock}: what a clock shows since its last event.
 *
 * @param warnPercent the part of the target at whose end the team is warned
 * @param revision number of events
 * @param warnedAt when the team was warned; null if not, or if the clock was re-armed since
 * @param breachedAt when the breach was escalated; null as for {@code warnedAt}
 */
record ClockRecord(
        String ticketId,
        TargetKind target,
        String application,
        TargetClock.State state,
        @Nullable Instant due,
        @Nullable Instant warnAt,
        int warnPercent,
        int revision,
        Instant changedAt,
        @Nullable Instant stoppedAt,
        @Nullable Instant warnedAt,
        @Nullable Instant breachedAt) {

    static ClockRecord started(String ticketId, TargetKind target, String application, TargetClock clock, Instant at) {
        return new ClockRecord(
                        ticketId,
                        target,
                        application,
                        clock.state(),
                        null,
                        null,
                        TargetClock.WARNING,
                        0,
                        at,
                        null,
                        null,
                        null)
                .after(clock, 1, at);
    }

    /** After events: what was done about a mark is forgotten if the mark lies ahead again or the clock was reopened. */
    ClockRecord after(TargetClock clock, int newRevision, Instant happened) {
        Instant at = happened.isBefore(changedAt) ? changedAt : happened;
        Instant newDue = clock.due().orElse(null);
        Instant newWarnAt = clock.mark(warnPercent).orElse(null);
        boolean stopped = clock.state() == TargetClock.State.STOPPED;
        boolean reopened = state == TargetClock.State.STOPPED && !stopped;
        return new ClockRecord(
                ticketId,
                target,
                application,
                clock.state(),
                newDue,
                newWarnAt,
                warnPercent,
                newRevision,
                at,
                stopped ? (stoppedAt == null ? at : stoppedAt) : null,
                reopened || isAhead(newWarnAt, at) ? null : warnedAt,
                reopened || isAhead(newDue, at) ? null : breachedAt);
    }

    /** The same clock with the warning at another part of the target. */
    ClockRecord warningAt(int percent, TargetClock clock, Instant now) {
        Instant newWarnAt = clock.mark(percent).orElse(null);
        return new ClockRecord(
                ticketId,
                target,
                application,
                state,
                due,
                newWarnAt,
                percent,
                revision,
                changedAt,
                stoppedAt,
                isAhead(newWarnAt, now) ? null : warnedAt,
                breachedAt);
    }

    /** The same clock after its team was warned ({@code breach} false) or its breach was escalated. */
    ClockRecord marked(boolean breach, Instant now) {
        return new ClockRecord(
                ticketId,
                target,
                application,
                state,
                due,
                warnAt,
                warnPercent,
                revision,
                changedAt,
                stoppedAt,
                breach ? warnedAt : now,
                breach ? now : breachedAt);
    }

    private static boolean isAhead(@Nullable Instant mark, Instant at) {
        return mark == null || mark.isAfter(at);
    }
}
