package org.vigie.sla;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.Segment;
import org.vigie.sla.clock.ClockReading;
import org.vigie.sla.clock.TargetClock;

/**
 * What the clock of one target of a ticket shows, and why.
 *
 * @param warnAt when the team is or was warned of the due date; null as for the due date
 * @param stoppedAt when the target was met or given up; null while the clock goes on
 * @param warnedAt when the warning went out; null if none did for this due date
 * @param breachedAt when the breach was escalated; null if none was for this due date
 * @param segments the life of the clock as {@link TargetClock#ledger} has it
 */
public record SlaReading(
        TargetKind target,
        ClockReading clock,
        @Nullable Instant warnAt,
        @Nullable Instant stoppedAt,
        @Nullable Instant warnedAt,
        @Nullable Instant breachedAt,
        List<Segment> segments) {}
