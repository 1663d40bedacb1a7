package org.vigie.sla;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * The values that make a {@link BusinessCalendar}; also its stored form.
 *
 * @param zone zone of the slots and of local days
 * @param slots slots by weekday; brought into order here, refused if two overlap; a weekday that is missing is free
 * @param country ISO 3166-1 code whose public holidays are free; null: none
 * @param region Jollyday's code of a part of the country, with a slash before a part of that part; null: what holds in
 *     the whole country
 * @param closingDays further free days: YYYY-MM-DD once, MM-DD every year (02-29: every leap year)
 */
public record CalendarDefinition(
        ZoneId zone,
        Map<DayOfWeek, List<Slot>> slots,
        @Nullable String country,
        @Nullable String region,
        SortedSet<String> closingDays) {

    public CalendarDefinition {
        Map<DayOfWeek, List<Slot>> ordered = new EnumMap<>(DayOfWeek.class);
        slots.forEach((day, list) -> {
            if (!list.isEmpty()) {
                ordered.put(day, ordered(day, list));
            }
        });
        slots = Collections.unmodifiableMap(ordered);
        closingDays = Collections.unmodifiableSortedSet(new TreeSet<>(closingDays));
        closingDays.forEach(CalendarDefinition::requireDay);
    }

    static boolean isYearly(String closingDay) {
        return closingDay.length() == "MM-DD".length();
    }

    static MonthDay yearly(String closingDay) {
        return MonthDay.parse("--" + closingDay);
    }

    private static void requireDay(String text) {
        try {
            if (isYearly(text)) {
                yearly(text);
            } else {
                LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            throw new HintedException(
                    "not a closing day: " + text,
                    "Write YYYY-MM-DD for one day or MM-DD for the same day of every year.",
                    e);
        }
    }

    private static List<Slot> ordered(DayOfWeek day, List<Slot> list) {
        List<Slot> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(Slot::startMinute));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).startMinute() < sorted.get(i - 1).endMinute()) {
                throw new HintedException(
                        "the slots " + sorted.get(i - 1) + " and " + sorted.get(i) + " of " + day + " overlap",
                        "Let each slot start when or after the one before it ends.");
            }
        }
        return List.copyOf(sorted);
    }
}
