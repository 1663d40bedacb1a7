package org.vigie.sla;

/** The team was warned of a due date, or its breach was escalated. */
public record SlaMarkReached(String ticketId, TargetKind target, SlaMarks.Mark mark) {}
