package org.vigie.github.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A request to the webhook as it came in; every header may be missing.
 *
 * @param event {@code X-GitHub-Event}
 * @param deliveryId {@code X-GitHub-Delivery}
 * @param signature {@code X-Hub-Signature-256}
 * @param body the bytes that were signed
 */
public record WebhookRequest(
        @Nullable String event,
        @Nullable String deliveryId,
        @Nullable String signature,
        byte[] body) {}
