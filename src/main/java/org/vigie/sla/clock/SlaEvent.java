package org.vigie.sla.clock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.vigie.calendar.BusinessCalendar;

/**
 * Something that happened to the clock of one target of one ticket. The events in their order are all that a clock is made
 * of; stored as JSON with the field {@code type}.
 *
 * <p>The order is that in which they were recorded. An event that carries an earlier time than the one before it (two
 * computers' clocks differ) takes effect at the time of the one before it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SlaEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = SlaEvent.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = SlaEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = SlaEvent.TargetChanged.class, name = "target-changed"),
    @JsonSubTypes.Type(value = SlaEvent.CalendarChanged.class, name = "calendar-changed"),
    @JsonSubTypes.Type(value = SlaEvent.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = SlaEvent.Reopened.class, name = "reopened")
})
public sealed interface SlaEvent {

    /** When it happened. */
    Instant at();

    /** The first event of every clock, and only the first. */
    record Started(Instant at, SlaTarget target, BusinessCalendar calendar) implements SlaEvent {}

    /** The ticket waits for its reporter. No effect unless the clock runs. */
    record Paused(Instant at) implements SlaEvent {}

    /** The reporter answered. No effect unless the clock is paused. */
    record Resumed(Instant at) implements SlaEvent {}

    /** Priority or type changed; time spent and paused is kept, measured by the clock of the new target. */
    record TargetChanged(Instant at, SlaTarget target) implements SlaEvent {}

    /** The plan's calendar changed; it holds from now on, what has been counted stays. */
    record CalendarChanged(Instant at, BusinessCalendar calendar) implements SlaEvent {}

    /** The target is met or given up. No effect on a stopped clock; ends a pause. */
    record Stopped(Instant at) implements SlaEvent {}

    /** The ticket is open again: the clock goes on from where it stood. No effect unless it is stopped. */
    record Reopened(Instant at) implements SlaEvent {}
}
