package org.vigie.engine.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of events whose listeners have not finished, in place of Spring Modulith's own repository: that one keeps the names
 * of classes, which no later version may then change. Events are deleted when their listener is done.
 *
 * <p>What this version cannot read is left out; {@link EventRedelivery} takes it out of the table.
 */
@Repository
class EventPublications implements EventPublicationRepository {

    private static final String INSERT = """
            INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
            VALUES (:id, :listener, :type, :event, :published)
            """;
    private static final String OUTSTANDING = """
            SELECT id, listener_id, event_type, serialized_event, publication_date
              FROM event_publication WHERE completion_date IS NULL AND publication_date < :before ORDER BY publication_date
            """;
    private static final String OF_EVENT = """
            SELECT id, listener_id, event_type, serialized_event, publication_date
              FROM event_publication
             WHERE completion_date IS NULL AND serialized_event = :event ORDER BY publication_date
            """;
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    /** A row as it stands in the table. */
    record Row(UUID id, String listenerId, String eventType, String serializedEvent, Instant publicationDate) {}

    private final JdbcClient jdbc;
    private final StoredEvents forms;
    private final EventNames names;

    EventPublications(JdbcClient jdbc, StoredEvents forms, EventNames names) {
        this.jdbc = jdbc;
        this.forms = forms;
        this.names = names;
    }

    @Override
    @Transactional
    public TargetEventPublication create(TargetEventPublication publication) {
        Object event = publication.getEvent();
        jdbc.sql(INSERT)
                .param("id", publication.getIdentifier())
                .param("listener", publication.getTargetIdentifier().getValue())
                .param("type", names.of(event.getClass()))
                .param("event", forms.write(event))
                .param("published", Timestamp.from(publication.getPublicationDate()))
                .update();
        return publication;
    }

    /** @throws UnreadableEventException if this version cannot deliver it */
    StoredPublication read(Row row) {
        String listener = names.listener(row.listenerId())
                .orElseThrow(() -> new UnreadableEventException(
                        "there is no listener " + row.listenerId() + " in this version", null));
        return new StoredPublication(
                row.id(), forms.read(row.eventType(), row.serializedEvent()), listener, row.publicationDate());
    }

    /** Those of these events that are still outstanding. */
    List<Row> rows(Collection<UUID> ids) {
        return jdbc.sql("SELECT * FROM event_publication WHERE id = ANY (:ids) ORDER BY publication_date")
                .param("ids", ids.toArray(UUID[]::new))
                .query(EventPublications::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("listener_id"),
                row.getString("event_type"),
                row.getString("serialized_event"),
                row.getTimestamp("publication_date").toInstant());
    }

    private Optional<TargetEventPublication> readable(Row row) {
        try {
            return Optional.of(read(row));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    @Override
    public void markCompleted(UUID id, Instant at) {
        jdbc.sql("DELETE FROM event_publication WHERE id = :id").param("id", id).update();
    }

    @Override
    public void markCompleted(Object event, PublicationTargetIdentifier listener, Instant at) {
        findIncompletePublicationsByEventAndTargetIdentifier(event, listener)
                .ifPresent(publication -> markCompleted(publication.getIdentifier(), at));
    }

    @Override
    public Optional<TargetEventPublication> findIncompletePublicationsByEventAndTargetIdentifier(
            Object event, PublicationTargetIdentifier listener) {
        return jdbc.sql(OF_EVENT).param("event", forms.write(event)).query(EventPublications::row).list().stream()
                .map(this::readable)
                .flatMap(Optional::stream)
                .filter(publication -> publication.isIdentifiedBy(listener)
                        && publication.getEvent().equals(event))
                .findFirst();
    }

    @Override
    public List<TargetEventPublication> findIncompletePublications() {
        return findIncompletePublicationsPublishedBefore(END_OF_TIME);
    }

    @Override
    public List<TargetEventPublication> findIncompletePublicationsPublishedBefore(Instant moment) {
        return jdbc
                .sql(OUTSTANDING)
                .param("before", Timestamp.from(moment))
                .query(EventPublications::row)
                .list()
                .stream()
                .map(this::readable)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void deletePublications(List<UUID> ids) {
        ids.forEach(id -> markCompleted(id, END_OF_TIME));
    }

    /** There are none: a completed one is gone. */
    @Override
    public void deleteCompletedPublications() {}

    @Override
    public void deleteCompletedPublicationsBefore(Instant moment) {}
}
