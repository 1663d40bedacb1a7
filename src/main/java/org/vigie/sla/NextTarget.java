package org.vigie.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket has to meet next.
 *
 * @param due null while a pause keeps it open
 */
public record NextTarget(TargetKind target, @Nullable Instant due, SlaUrgency urgency) {

    static NextTarget of(ClockRecord clock) {
        return new NextTarget(clock.target(), clock.due(), SlaUrgency.of(clock));
    }
}
