package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance that comes again every week, on the clock of the plan. It belongs to the day it starts on, and may run over midnight.
 *
 * @param id short name, unique in the plan
 * @param days weekdays it starts on
 * @param from local time of its start
 * @param lasts how long it takes, in elapsed time
 * @param reason why, for people
 * @param monitors what it concerns; empty: all monitors and alerts of the application
 */
public record WindowSettings(
        String id,
        List<Weekday> days,
        LocalTime from,
        PlanDuration lasts,
        String reason,
        @Nullable List<String> monitors) {

    public WindowSettings {
        days = List.copyOf(days);
        monitors = MonitoringSettings.copy(monitors);
    }

    /** A day of the week, as plan files write it. */
    public enum Weekday {
        @JsonProperty("monday")
        MONDAY,
        @JsonProperty("tuesday")
        TUESDAY,
        @JsonProperty("wednesday")
        WEDNESDAY,
        @JsonProperty("thursday")
        THURSDAY,
        @JsonProperty("friday")
        FRIDAY,
        @JsonProperty("saturday")
        SATURDAY,
        @JsonProperty("sunday")
        SUNDAY
    }

    /** Whether it starts on this day. */
    public boolean startsOn(DayOfWeek day) {
        return days.contains(Weekday.valueOf(day.name()));
    }
}
