package org.vigie.alert.tell;

import java.time.Instant;

/**
 * A message that people got about a group of alerts.
 *
 * @param severity of the most serious alert of the group then
 * @param alerts how many alerts the group had then
 * @param flaps how often it had begun again until then
 */
record Told(What what, Instant at, String severity, int alerts, int flaps) {

    /** What a message says. */
    enum What {
        OPENED,
        /** More alerts of the same fault, or a more serious one. */
        UPDATED,
        /** It comes and goes; the next message says how it stays. */
        UNSTABLE,
        /** After it came and went it is still there. */
        STILL,
        /** It is over; goes to everybody who was told that it is there. */
        CLOSED,
        /** It began and is over. */
        ENDED;

        /** Whether people who read it think that something is wrong. */
        boolean leavesOpen() {
            return this != CLOSED && this != ENDED;
        }
    }
}
