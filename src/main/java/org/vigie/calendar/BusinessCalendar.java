package org.vigie.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * When people work: a zone, slots by weekday, public holidays and closing days. Immutable; equal when its definition is.
 *
 * <p>Holidays are the public ones of Jollyday, on the day on which they are observed. They are computed once a year and
 * country, and shared.
 */
public final class BusinessCalendar {

    private final CalendarDefinition definition;
    private final @Nullable HolidayBook holidays;
    private final Set<LocalDate> closedOnce = new HashSet<>();
    private final Set<MonthDay> closedYearly = new HashSet<>();

    private BusinessCalendar(CalendarDefinition definition) {
        this.definition = definition;
        this.holidays = definition.country() == null ? null : HolidayBook.of(definition.country(), definition.region());
        for (ClosingDay closed : definition.closingDays()) {
            Year year = closed.year();
            if (year == null) {
                closedYearly.add(closed.day());
            } else {
                closedOnce.add(closed.day().atYear(year.getValue()));
            }
        }
    }

    /**
     * Makes a calendar of its values.
     *
     * @throws HintedException if Jollyday knows no such country or region
     */
    @JsonCreator
    public static BusinessCalendar of(CalendarDefinition definition) {
        return new BusinessCalendar(definition);
    }

    /** Starts a calendar in a zone; without slots it serves clocks that need none. */
    public static Builder in(ZoneId zone) {
        return new Builder(zone);
    }

    /** The values this calendar is made of. */
    @JsonValue
    public CalendarDefinition definition() {
        return definition;
    }

    /** Zone of the slots and of local days. */
    public ZoneId zone() {
        return definition.zone();
    }

    /** Whether the calendar has slots on the date's weekday and the date is not free. */
    public boolean worksOn(LocalDate date) {
        return !slotsOn(date).isEmpty() && freeDay(date) == null;
    }

    /** Why the date is free, in English: the holiday's name or that the plan closes it; null on any other day. */
    public @Nullable String freeDay(LocalDate date) {
        String holiday = holidays == null ? null : holidays.nameOf(date);
        if (holiday != null) {
            return holiday;
        }
        boolean closed = closedOnce.contains(date) || closedYearly.contains(MonthDay.from(date));
        return closed ? "Closing day" : null;
    }

    List<WorkSlot> slotsOn(LocalDate date) {
        return definition.slots().getOrDefault(date.getDayOfWeek(), List.of());
    }

    boolean hasSlots() {
        return !definition.slots().isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BusinessCalendar calendar && definition.equals(calendar.definition);
    }

    @Override
    public int hashCode() {
        return definition.hashCode();
    }

    @Override
    public String toString() {
        return "BusinessCalendar" + definition;
    }

    /** Collects the values of a calendar. */
    public static final class Builder {

        private final ZoneId zone;
        private final Map<DayOfWeek, List<WorkSlot>> slots = new EnumMap<>(DayOfWeek.class);
        private final TreeSet<ClosingDay> closingDays = new TreeSet<>();
        private @Nullable String country;
        private @Nullable String region;

        private Builder(ZoneId zone) {
            this.zone = zone;
        }

        /** Sets the slots of one weekday, such as 09:00-12:00 and 13:00-18:00. */
        public Builder slots(DayOfWeek day, String... texts) {
            slots.put(day, List.of(texts).stream().map(WorkSlot::parse).toList());
            return this;
        }

        /** Sets the same slots from Monday to Friday. */
        public Builder weekdays(String... texts) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) {
                    slots(day, texts);
                }
            }
            return this;
        }

        /** Makes the public holidays of a country free, and those of one of its regions if not null. */
        public Builder holidays(String isoCountry, @Nullable String jollydayRegion) {
            country = isoCountry;
            region = jollydayRegion;
            return this;
        }

        /** Adds a free day: YYYY-MM-DD once, MM-DD every year. */
        public Builder closed(String day) {
            closingDays.add(ClosingDay.parse(day));
            return this;
        }

        /** The calendar; refused if slots overlap or a country, region or day does not exist. */
        public BusinessCalendar build() {
            return of(new CalendarDefinition(zone, slots, country, region, closingDays));
        }
    }
}
