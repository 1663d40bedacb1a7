package org.vigie.statuspage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.vigie.plan.LocalText;

/**
 * Maintenance as the public knows it.
 *
 * @param revision counts what was changed of it, from 1
 * @param changedAt when it was announced, moved, cancelled or ended the last time
 */
public record PlannedMaintenance(
        String id,
        String application,
        List<String> components,
        LocalText title,
        Instant startsAt,
        Instant endsAt,
        State state,
        int revision,
        Instant changedAt) {

    public PlannedMaintenance {
        components = List.copyOf(components);
    }

    /** How far it has come. */
    public enum State {
        PLANNED,
        CANCELLED,
        ENDED;

        /** The form used in the database and in JSON. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it goes on at this moment. */
    public boolean isRunning(Instant now) {
        return state == State.PLANNED && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** Whether it is still to come or goes on. */
    public boolean isAhead(Instant now) {
        return state == State.PLANNED && now.isBefore(endsAt);
    }
}
