package org.vigie.engine.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that cannot be read and is therefore not delivered.
 *
 * @param listenerId the method it was for
 * @param reason why it cannot be read
 */
public record QuarantinedEvent(
        UUID id,
        String listenerId,
        String eventType,
        String serializedEvent,
        Instant publicationDate,
        String reason,
        Instant quarantinedAt) {}
