package org.vigie.engine.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/** An event that was read for one of its listeners. */
class StoredPublication implements TargetEventPublication {

    private final UUID id;
    private final Object event;
    private final PublicationTargetIdentifier listener;
    private final Instant published;
    private volatile @Nullable Instant completed;

    StoredPublication(UUID id, Object event, String listener, Instant published) {
        this.id = id;
        this.event = event;
        this.listener = PublicationTargetIdentifier.of(listener);
        this.published = published;
    }

    @Override
    public UUID getIdentifier() {
        return id;
    }

    @Override
    public Object getEvent() {
        return event;
    }

    @Override
    public PublicationTargetIdentifier getTargetIdentifier() {
        return listener;
    }

    @Override
    public Instant getPublicationDate() {
        return published;
    }

    @Override
    public Optional<Instant> getCompletionDate() {
        return Optional.ofNullable(completed);
    }

    @Override
    public Status getStatus() {
        return completed == null ? Status.PUBLISHED : Status.COMPLETED;
    }

    /** Attempts and their times are kept by {@link EventDeliveries}' own table, not here. */
    @Override
    public @Nullable Instant getLastResubmissionDate() {
        return null;
    }

    @Override
    public int getCompletionAttempts() {
        return 0;
    }

    @Override
    public void markCompleted(Instant at) {
        completed = at;
    }
}
