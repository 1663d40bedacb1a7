package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.WindowSettings.Weekday;

/**
 * When releases are due by themselves, in the time zone of the plan. A day on which nobody works is put off to the next on which
 * somebody does.
 *
 * @param branch whose head is proposed
 * @param at local time
 * @param patch weekday on which fixes go out every week; null: no day of their own
 * @param minor day of every month on which compatible changes go out; null: no day of their own
 * @param major day of the first month of every quarter on which incompatible changes go out; null: no day of their own
 */
public record ReleaseCalendarSettings(
        String branch,
        LocalTime at,
        @Nullable Weekday patch,
        @Nullable Integer minor,
        @Nullable Integer major) {

    private static final LocalTime USUAL = LocalTime.of(10, 0);

    @JsonCreator
    static ReleaseCalendarSettings of(
            @JsonProperty("branch") @Nullable String branch,
            @JsonProperty("at") @Nullable String at,
            @JsonProperty("patch") @Nullable Weekday patch,
            @JsonProperty("minor") @Nullable Integer minor,
            @JsonProperty("major") @Nullable Integer major) {
        return new ReleaseCalendarSettings(
                Objects.requireNonNullElse(branch, "main"),
                at == null ? USUAL : LocalTime.parse(at),
                patch,
                minor,
                major);
    }
}
