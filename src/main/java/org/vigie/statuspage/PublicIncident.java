package org.vigie.statuspage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the public knows it.
 *
 * @param drill whether it is an exercise, which the public never sees
 * @param components ids of the components that suffer
 * @param impact as the fixed values have it, such as {@code service-down}
 * @param resolvedAt null while it goes on
 * @param updates oldest first; empty: nothing was published, and the public does not see it
 */
public record PublicIncident(
        String id,
        String application,
        boolean drill,
        List<String> components,
        String impact,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<PublicUpdate> updates) {

    public PublicIncident {
        components = List.copyOf(components);
        updates = List.copyOf(updates);
    }
}
