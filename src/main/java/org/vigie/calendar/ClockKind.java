package org.vigie.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.vigie.shared.HintedException;

/** What makes the time of a target pass. The codes are those of the decision {@code ticketSla}. */
public enum ClockKind {
    /** Every elapsed second counts; the calendar is not looked at. */
    ROUND_THE_CLOCK("round-the-clock"),
    /** Elapsed time counts while the local time lies in a slot of a day that is not free. */
    WORKING_HOURS("working-hours"),
    /** Whole local days count, if the calendar has slots on them and they are not free. */
    WORKING_DAYS("working-days"),
    /** Local days count, all of them; the local time of day is kept. */
    CALENDAR_DAYS("calendar-days"),
    /** No due date: the release that the ticket is planned into decides. */
    PLANNED_RELEASE("planned-release");

    private final String code;

    ClockKind(String code) {
        this.code = code;
    }

    /** The form used in tables, events and the API, such as {@code working-hours}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** Reads a code; an unknown one is refused with the list of those that exist. */
    @JsonCreator
    public static ClockKind parse(String code) {
        return Arrays.stream(values())
                .filter(clock -> clock.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new HintedException(
                        "unknown clock: " + code,
                        "Use one of "
                                + Arrays.stream(values()).map(ClockKind::code).collect(Collectors.joining(", "))
                                + "."));
    }
}
