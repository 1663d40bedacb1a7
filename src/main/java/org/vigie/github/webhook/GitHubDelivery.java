package org.vigie.github.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;

/** An accepted delivery, ready to be processed. */
public record GitHubDelivery(
        String id, String event, @Nullable String action, MaintenancePlan plan, Payload payload, Instant receivedAt) {

    /** How the keys of all deliveries begin. */
    public static final String KEYS = GitHubDeliveries.SOURCE + "/";

    public long repositoryId() {
        return payload.number("/repository/id");
    }

    /** Who caused it, as the audit trail names the person. */
    public String actor() {
        return payload.find("/sender/login").orElse("someone") + " (GitHub)";
    }

    /** The labels that stand on the issue by now. */
    public List<String> labels() {
        return payload.items("/issue/labels").stream()
                .flatMap(label -> label.find("/name").or(() -> label.find("")).stream())
                .toList();
    }

    /** When the issue was as the delivery tells it, by GitHub's own time. */
    public Instant issueAt() {
        return payload.findInstant("/issue/updated_at")
                .or(() -> payload.findInstant("/issue/closed_at"))
                .or(() -> payload.findInstant("/issue/created_at"))
                .orElse(receivedAt);
    }

    /** A key for what follows from this delivery, the same however often it is processed. */
    public String key(String what) {
        return KEYS + id + "/" + what;
    }
}
