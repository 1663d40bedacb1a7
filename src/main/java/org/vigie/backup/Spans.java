package org.vigie.backup;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people read them. */
public final class Spans {

    private Spans() {}

    /** Two units are enough: {@code 3 h 12 min}. */
    public static String of(Duration time, Locale language) {
        if (time.toDays() > 0) {
            String day = language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? "j" : "d";
            return both(time.toDays(), day, time.toHoursPart(), "h");
        }
        return time.toHours() > 0
                ? both(time.toHours(), "h", time.toMinutesPart(), "min")
                : both(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }

    private static String both(long large, String unit, int small, String smallUnit) {
        String rest = small + " " + smallUnit;
        return large == 0 ? rest : large + " " + unit + (small == 0 ? "" : " " + rest);
    }
}
