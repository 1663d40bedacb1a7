package org.vigie.engine.event;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events that cannot be read: kept aside, so that they hold up no other. Each is looked at again at a start and then less and
 * less often, and goes back by itself when it can be read. Thread-safe.
 */
@Component
public class EventQuarantine {

    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);
    static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private static final String PUT = """
            WITH taken AS (DELETE FROM event_publication WHERE id = :id RETURNING *)
            INSERT INTO event_quarantine (id, listener_id, event_type, serialized_event, publication_date,
                                          reason, quarantined_at, due_at)
            SELECT id, listener_id, event_type, serialized_event, publication_date, :reason, :now, :due FROM taken
            """;
    private static final String COLUMNS = """
            SELECT id, listener_id, event_type, serialized_event, publication_date, reason, quarantined_at
              FROM event_quarantine
            """;
    private static final String RELEASE = """
            WITH taken AS (DELETE FROM event_quarantine WHERE id = :id RETURNING *)
            INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
            SELECT id, listener_id, event_type, serialized_event, publication_date FROM taken
            """;
    private static final String POSTPONE = """
            UPDATE event_quarantine
               SET attempts = attempts + 1,
                   due_at = CAST(:now AS timestamptz)
                            + least(make_interval(secs => :shortest) * power(2, least(attempts, 20)),
                                    make_interval(secs => :longest))
             WHERE id = :id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    EventQuarantine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void put(UUID id, String reason) {
        Instant now = clock.instant();
        jdbc.sql(PUT)
                .param("id", id)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(now.plus(SHORTEST_PAUSE)))
                .update();
    }

    /** What waits to be looked at, oldest first. */
    public List<QuarantinedEvent> list() {
        return jdbc.sql(COLUMNS + "ORDER BY publication_date")
                .query(QuarantinedEvent.class)
                .list();
    }

    /** Has the event delivered again within a minute, for instance by a version that can read it. */
    public void release(UUID id) {
        jdbc.sql(RELEASE).param("id", id).update();
    }

    /**
     * Lets go what can be read now.
     *
     * @param all also what is not due yet, as another version may have started
     */
    void review(boolean all, Predicate<QuarantinedEvent> readable) {
        Instant now = clock.instant();
        List<QuarantinedEvent> due = jdbc.sql(COLUMNS + "WHERE :all OR due_at <= :now ORDER BY publication_date")
                .param("all", all)
                .param("now", Timestamp.from(now))
                .query(QuarantinedEvent.class)
                .list();
        for (QuarantinedEvent event : due) {
            if (readable.test(event)) {
                release(event.id());
            } else {
                postpone(event.id(), now);
            }
        }
    }

    private void postpone(UUID id, Instant now) {
        jdbc.sql(POSTPONE)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("shortest", SHORTEST_PAUSE.toSeconds())
                .param("longest", LONGEST_PAUSE.toSeconds())
                .update();
    }
}
