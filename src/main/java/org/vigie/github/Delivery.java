package org.vigie.github;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;

/** An accepted delivery, ready to be processed. */
record Delivery(
        UUID id, String event, @Nullable String action, MaintenancePlan plan, Payload payload, Instant receivedAt) {

    long repositoryId() {
        return payload.number("/repository/id");
    }

    /** Who caused it, as the audit trail names the person. */
    String actor() {
        return payload.find("/sender/login").orElse("someone") + " (GitHub)";
    }

    /** A key for what follows from this delivery, the same however often it is processed. */
    String key(String what) {
        return "github/" + id + "/" + what;
    }
}
