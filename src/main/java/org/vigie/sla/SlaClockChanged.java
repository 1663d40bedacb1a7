package org.vigie.sla;

import org.vigie.engine.event.StoredAs;

/**
 * The clock of a target has started, or something happened to it that may move its due date.
 *
 * @param revision number of events of the clock, this one included; 1 is the start
 */
@StoredAs(value = "sla-clock-changed/1", former = "org.vigie.sla.SlaClockChanged")
public record SlaClockChanged(String ticketId, TargetKind target, int revision) {}
