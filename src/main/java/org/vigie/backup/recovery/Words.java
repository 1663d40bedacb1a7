package org.vigie.backup.recovery;

import java.time.Duration;

/** How a recovery speaks of time. */
final class Words {

    private Words() {}

    /** Two units are enough: {@code 3 h 12 min}. */
    static String of(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
