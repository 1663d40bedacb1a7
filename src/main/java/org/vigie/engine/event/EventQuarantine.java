package org.vigie.engine.event;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events that cannot be read: kept aside, so that they hold up no other, until somebody lets them go. Thread-safe. */
@Component
public class EventQuarantine {

    private static final String PUT = """
            WITH taken AS (DELETE FROM event_publication WHERE id = :id RETURNING *)
            INSERT INTO event_quarantine (id, listener_id, event_type, serialized_event, publication_date,
                                          reason, quarantined_at)
            SELECT id, listener_id, event_type, serialized_event, publication_date, :reason, :now FROM taken
            """;
    private static final String LIST = """
            SELECT id, listener_id, event_type, serialized_event, publication_date, reason, quarantined_at
              FROM event_quarantine ORDER BY publication_date
            """;
    private static final String RELEASE = """
            WITH taken AS (DELETE FROM event_quarantine WHERE id = :id RETURNING *)
            INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
            SELECT id, listener_id, event_type, serialized_event, publication_date FROM taken
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    EventQuarantine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void put(UUID id, String reason) {
        jdbc.sql(PUT)
                .param("id", id)
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** What waits to be looked at, oldest first. */
    public List<QuarantinedEvent> list() {
        return jdbc.sql(LIST).query(QuarantinedEvent.class).list();
    }

    /** Has the event delivered again within a minute, for instance by a version that can read it. */
    public void release(UUID id) {
        jdbc.sql(RELEASE).param("id", id).update();
    }
}
