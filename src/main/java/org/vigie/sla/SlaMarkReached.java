package org.vigie.sla;

import org.vigie.engine.event.StoredAs;

/** The team was warned of a due date, or its breach was escalated. */
@StoredAs(value = "sla-mark-reached/1", former = "org.vigie.sla.SlaMarkReached")
public record SlaMarkReached(String ticketId, TargetKind target, SlaMarks.Mark mark) {}
