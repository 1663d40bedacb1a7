package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.ClosingDay;

/**
 * When an application is not released, on the clock of the plan; exactly one of the three ways to say so is given.
 *
 * @param id short name, unique in the plan
 * @param reason why, for people
 * @param dates days on which nothing is released; null: another way
 * @param weekly a part of every week; null: another way
 * @param workingHours a part of every day by the calendar of the plan; null: another way
 */
public record FreezeSettings(
        String id,
        String reason,
        @Nullable Dates dates,
        @Nullable Weekly weekly,
        @Nullable WorkingHours workingHours) {

    /**
     * Whole local days, both included; both in one year, or both every year and then perhaps over its end.
     *
     * @param from the first day
     * @param until the last day
     */
    public record Dates(ClosingDay from, ClosingDay until) {}

    /**
     * From one moment of the week to another one, perhaps of the next week.
     *
     * @param from its beginning
     * @param until the first moment that is free again
     */
    public record Weekly(WeekMoment from, WeekMoment until) {}

    /** Which part of the day is frozen, by working hours, holidays and closing days of the plan. */
    public enum WorkingHours {
        /** While people work, for releases that interrupt them. */
        @JsonProperty("during")
        DURING,
        /** While nobody works who could look after it. */
        @JsonProperty("outside")
        OUTSIDE
    }
}
