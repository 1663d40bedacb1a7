package org.vigie.calendar;

import java.time.DayOfWeek;
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
 * @param closingDays further free days
 */
public record CalendarDefinition(
        ZoneId zone,
        Map<DayOfWeek, List<WorkSlot>> slots,
        @Nullable String country,
        @Nullable String region,
        SortedSet<ClosingDay> closingDays) {

    public CalendarDefinition {
        Map<DayOfWeek, List<WorkSlot>> ordered = new EnumMap<>(DayOfWeek.class);
        slots.forEach((day, list) -> {
            if (!list.isEmpty()) {
                ordered.put(day, ordered(day, list));
            }
        });
        slots = Collections.unmodifiableMap(ordered);
        closingDays = Collections.unmodifiableSortedSet(new TreeSet<>(closingDays));
    }

    private static List<WorkSlot> ordered(DayOfWeek day, List<WorkSlot> list) {
        List<WorkSlot> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(WorkSlot::startMinute));
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
