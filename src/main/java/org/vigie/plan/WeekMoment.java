package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/** A moment that comes again every week, such as Friday 16:00, in local time. */
public record WeekMoment(DayOfWeek day, LocalTime time) {

    private static final Pattern FORM = Pattern.compile("([a-z]+) ([01][0-9]|2[0-3]):([0-5][0-9])");

    /** Reads a weekday in English and HH:MM, as in {@code friday 16:00}. */
    @JsonCreator
    public static WeekMoment parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))) {
                    return new WeekMoment(
                            day, LocalTime.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
                }
            }
        }
        throw new HintedException(
                "not a moment of the week: " + text, "Write a weekday and HH:MM, as in friday 16:00.");
    }

    @JsonValue
    @Override
    public String toString() {
        return day.name().toLowerCase(Locale.ROOT) + " " + time;
    }
}
