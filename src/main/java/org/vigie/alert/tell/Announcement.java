package org.vigie.alert.tell;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.alert.tell.Told.What;

/**
 * What to tell of a group of alerts now.
 *
 * @param what to tell; null: nothing now
 * @param again when to look again; null: when something changes
 * @param reason why so, for people
 */
record Announcement(@Nullable What what, @Nullable Instant again, String reason) {

    /** Nobody gets more than {@link #MOST} messages of one fault in this time. */
    static final Duration SPAN = Duration.ofMinutes(10);

    static final int MOST = 3;

    /** How long a fault that came and went must stay as it is before that is told. */
    static final Duration QUIET = Duration.ofMinutes(10);

    /** At least between messages that only say that there is more. */
    static final Duration BETWEEN_UPDATES = Duration.ofMinutes(5);

    /** Says what is to be told now. Whatever happens, the state that stays is told in the end. */
    static Announcement of(Situation now, Instant at) {
        Announcement wanted = wanted(now, at);
        if (wanted.what() == null || now.told().size() < MOST) {
            return wanted;
        }
        Instant free = now.told().get(now.told().size() - MOST).at().plus(SPAN);
        return at.isBefore(free)
                ? later(free, MOST + " messages were sent in the last ten minutes; the state that stays is told then")
                : wanted;
    }

    private static Announcement wanted(Situation now, Instant at) {
        What last = now.told().isEmpty() ? null : now.told().getLast().what();
        if (last == null || !last.leavesOpen()) {
            return now.firing() > 0 ? beginning(now, last, at) : ending(now, last, at);
        }
        return now.firing() > 0 ? goingOn(now, now.told().getLast(), at) : closing(now, last, at);
    }

    private static Announcement beginning(Situation now, @Nullable What last, Instant at) {
        if (now.silentUntil() != null) {
            return later(now.silentUntil(), "planned maintenance silences it");
        }
        if (at.isBefore(now.tellAt())) {
            return later(now.tellAt(), "the rule of the table lets it wait");
        }
        return last == null
                ? tell(What.OPENED, "it is open")
                : tell(What.UNSTABLE, "it began again shortly after it was over");
    }

    /** It is over and nobody thinks otherwise. */
    private static Announcement ending(Situation now, @Nullable What last, Instant at) {
        if (last != null) {
            return nothing("its end was told");
        }
        if (now.endedInside()) {
            return nothing("it began and ended within planned maintenance");
        }
        if (now.silentUntil() != null) {
            return later(now.silentUntil(), "planned maintenance silences it");
        }
        return at.isBefore(now.tellAt())
                ? later(now.tellAt(), "the rule of the table lets it wait")
                : tell(What.ENDED, "it began and is over");
    }

    private static Announcement goingOn(Situation now, Told last, Instant at) {
        if (last.what() == What.UNSTABLE) {
            Instant quiet = now.changedAt().plus(QUIET);
            return at.isBefore(quiet)
                    ? later(quiet, "it comes and goes; the state that stays is told")
                    : tell(What.STILL, "it came and went, and is still there");
        }
        if (now.flaps() > last.flaps()) {
            return tell(What.UNSTABLE, "it comes and goes");
        }
        if (now.worse()) {
            return tell(What.UPDATED, "it became more serious");
        }
        if (now.alerts() > last.alerts()) {
            Instant next = last.at().plus(BETWEEN_UPDATES);
            return at.isBefore(next)
                    ? later(next, "more alerts of the same fault are told together")
                    : tell(What.UPDATED, "there are more alerts of the same fault");
        }
        return nothing("its opening was told");
    }

    private static Announcement closing(Situation now, What last, Instant at) {
        Instant quiet = now.changedAt().plus(QUIET);
        return last == What.UNSTABLE && at.isBefore(quiet)
                ? later(quiet, "it comes and goes; the state that stays is told")
                : tell(What.CLOSED, "it is over");
    }

    private static Announcement tell(What what, String reason) {
        return new Announcement(what, null, reason);
    }

    private static Announcement later(Instant at, String reason) {
        return new Announcement(null, at, reason);
    }

    private static Announcement nothing(String reason) {
        return new Announcement(null, null, reason);
    }
}
