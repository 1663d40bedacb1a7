package org.vigie.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/**
 * A stretch of working time within a local day. The start belongs to it, the end does not.
 *
 * @param startMinute local minute of the day, 0 to 1439
 * @param endMinute local minute of the day, above the start, at most 1440 (24:00)
 */
public record Slot(int startMinute, int endMinute) {

    private static final int DAY = 24 * 60;
    private static final Pattern FORM = Pattern.compile("(\\d\\d):([0-5]\\d)-(\\d\\d):([0-5]\\d)");

    public Slot {
        if (startMinute < 0 || endMinute > DAY || startMinute >= endMinute) {
            throw new HintedException(
                    "a slot cannot run from " + clock(startMinute) + " to " + clock(endMinute),
                    "Let it start before it ends, between 00:00 and 24:00; write a night as two slots.");
        }
    }

    /** Reads the form HH:MM-HH:MM, such as 09:00-12:00. */
    @JsonCreator
    public static Slot parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new HintedException("not a slot: " + text, "Write it as HH:MM-HH:MM, such as 09:00-12:00.");
        }
        return new Slot(minute(matcher, 1), minute(matcher, 3));
    }

    @JsonValue
    @Override
    public String toString() {
        return clock(startMinute) + "-" + clock(endMinute);
    }

    private static int minute(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * 60 + Integer.parseInt(matcher.group(group + 1));
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(Math.floorDiv(minute, 60), Math.floorMod(minute, 60));
    }
}
