package org.vigie.engine.event;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events whose listener fails again and again. Thread-safe. */
@Component
public class FailingEvents {

    /** An event that comes again for long, although it can be read. */
    public record FailingEvent(
            UUID id,
            String listenerId,
            String eventType,
            Instant publicationDate,
            int attempts,
            @Nullable String lastError) {}

    private static final String LIST = """
            SELECT p.id, p.listener_id, p.event_type, p.publication_date, d.attempts, d.last_error
              FROM event_delivery d JOIN event_publication p ON p.id = d.id
             WHERE d.attempts >= :attempts AND p.publication_date < :before
             ORDER BY p.publication_date LIMIT 100
            """;
    private static final String NOTE = """
            UPDATE event_delivery SET last_error = :error
             WHERE id IN (SELECT id FROM event_publication WHERE serialized_event = :event AND event_type = :type)
            """;
    private static final String AT_ONCE = "UPDATE event_delivery SET due_at = :now WHERE id = :id";

    private final JdbcClient jdbc;
    private final StoredEvents forms;
    private final EventNames names;
    private final Clock clock;

    FailingEvents(JdbcClient jdbc, StoredEvents forms, EventNames names, Clock clock) {
        this.jdbc = jdbc;
        this.forms = forms;
        this.names = names;
        this.clock = clock;
    }

    /** Those that were delivered again at least so often, the oldest 100. */
    public List<FailingEvent> list(Duration longerThan, int attempts) {
        return jdbc.sql(LIST)
                .param("attempts", attempts)
                .param("before", Timestamp.from(clock.instant().minus(longerThan)))
                .query(FailingEvent.class)
                .list();
    }

    /** Has it delivered again within seconds; false if it is done. */
    public boolean deliverAtOnce(UUID id) {
        return jdbc.sql(AT_ONCE)
                        .param("id", id)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    void note(Object event, String error) {
        jdbc.sql(NOTE)
                .param("error", error)
                .param("event", forms.write(event))
                .param("type", names.of(event.getClass()))
                .update();
    }
}
