package org.vigie.github.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;

/** An accepted delivery, ready to be processed. */
public record GitHubDelivery(
        String id, String event, @Nullable String action, MaintenancePlan plan, Payload payload, Instant receivedAt) {

    public long repositoryId() {
        return payload.number("/repository/id");
    }

    /** Who caused it, as the audit trail names the person. */
    public String actor() {
        return payload.find("/sender/login").orElse("someone") + " (GitHub)";
    }

    /** A key for what follows from this delivery, the same however often it is processed. */
    public String key(String what) {
        return GitHubDeliveries.SOURCE + "/" + id + "/" + what;
    }
}
