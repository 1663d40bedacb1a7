package org.vigie.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/**
 * A stretch of working time within a local day, such as 09:00-12:00. The start belongs to it, the end does not and may be
 * 24:00.
 *
 * @param startMinute local minute of the day, 0 to 1439
 * @param endMinute local minute of the day, above the start, at most 1440
 */
public record WorkSlot(int startMinute, int endMinute) {

    private static final Pattern FORM = Pattern.compile("(\\d\\d):([0-5]\\d)-(\\d\\d):([0-5]\\d)");
    private static final int DAY = 24 * 60;

    public WorkSlot {
        if (startMinute < 0 || endMinute > DAY || startMinute >= endMinute) {
            throw new HintedException(
                    "a slot cannot run from " + clock(startMinute) + " to " + clock(endMinute),
                    "Let it start before it ends, between 00:00 and 24:00; write a night as two slots.");
        }
    }

    /** Reads the form HH:MM-HH:MM. */
    @JsonCreator
    public static WorkSlot parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new HintedException("not a slot: " + text, "Write it as HH:MM-HH:MM, such as 09:00-12:00.");
        }
        return new WorkSlot(minute(matcher, 1), minute(matcher, 3));
    }

    /** Local time at which the slot starts on a day. */
    public LocalDateTime startOn(LocalDate date) {
        return date.atStartOfDay().plusMinutes(startMinute);
    }

    /** Local time at which the slot ends on a day; the start of the next day for 24:00. */
    public LocalDateTime endOn(LocalDate date) {
        return date.atStartOfDay().plusMinutes(endMinute);
    }

    /** Length by the clock on the wall; a change to or from summer time within the slot is not looked at. */
    public Duration length() {
        return Duration.ofMinutes((long) endMinute - startMinute);
    }

    /** Whether the two share at least a minute. */
    public boolean overlaps(WorkSlot other) {
        return startMinute < other.endMinute && other.startMinute < endMinute;
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
