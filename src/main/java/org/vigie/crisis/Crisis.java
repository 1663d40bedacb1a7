package org.vigie.crisis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.ticket.Impact;

/**
 * The communication of one incident.
 *
 * @param id of its operation, and of what the status page tells of it
 * @param incident whose it is; its own id if a person began it
 * @param drill whether it is an exercise: nothing of it leaves the house, and no figure counts it
 * @param resolvedAt null while it goes on
 * @param resolvedBy an account, or {@code vigie} for the checks
 */
public record Crisis(
        String id,
        String application,
        String incident,
        boolean drill,
        Impact impact,
        String priority,
        List<String> components,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    public Crisis {
        components = List.copyOf(components);
    }

    /** Whether the highest priority of its scale. */
    boolean isCritical() {
        return priority.equals("LEVEL_1") || priority.equals("P1");
    }
}
