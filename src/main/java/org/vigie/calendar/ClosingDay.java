package org.vigie.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * A day on which nobody works although the calendar says so.
 *
 * @param day day and month
 * @param year the only year it holds in; null: every year (29 February: every leap year)
 */
public record ClosingDay(MonthDay day, @Nullable Year year) implements Comparable<ClosingDay> {

    /** Reads YYYY-MM-DD (once) or MM-DD (every year). */
    @JsonCreator
    public static ClosingDay parse(String text) {
        try {
            if (text.length() == "MM-DD".length()) {
                return new ClosingDay(MonthDay.parse("--" + text), null);
            }
            LocalDate date = LocalDate.parse(text);
            return new ClosingDay(MonthDay.from(date), Year.from(date));
        } catch (DateTimeException e) {
            throw new HintedException(
                    "not a date of the calendar: " + text,
                    "Write YYYY-MM-DD for one day or MM-DD for the same day of every year.",
                    e);
        }
    }

    /** Whether the date is this closing day. */
    public boolean matches(LocalDate date) {
        return day.equals(MonthDay.from(date)) && (year == null || year.equals(Year.from(date)));
    }

    /** By its written form: the yearly ones first. */
    @Override
    public int compareTo(ClosingDay other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        String monthDay = day.toString().substring("--".length());
        return year == null ? monthDay : year.atMonthDay(day).toString();
    }
}
