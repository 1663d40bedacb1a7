package org.vigie.engine.event;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which events are to be delivered again: each is taken by one Vigie, and less often the longer it has failed. */
@Repository
class DueEvents {

    /** An event that still waits for its first delivery is not undelivered, only late. */
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** After an outage, an event comes at the latest when a tenth of its length more has passed. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT p.id, p.publication_date
                  FROM event_publication p LEFT JOIN event_delivery d ON d.id = p.id
                 WHERE p.completion_date IS NULL AND p.publication_date < :late
                   AND (d.due_at IS NULL OR d.due_at <= :now)
                   FOR UPDATE OF p SKIP LOCKED)
            INSERT INTO event_delivery AS d (id, attempts, due_at)
            SELECT id, 1,
                   CAST(:now AS timestamptz)
                   + least(greatest((:now - publication_date) / 10, make_interval(secs => :shortest)),
                           make_interval(secs => :longest))
              FROM due
            ON CONFLICT (id) DO UPDATE SET attempts = d.attempts + 1, due_at = EXCLUDED.due_at WHERE d.due_at <= :now
            RETURNING id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DueEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Set<UUID> claim() {
        Instant now = clock.instant();
        return Set.copyOf(jdbc.sql(CLAIM)
                .param("now", Timestamp.from(now))
                .param("late", Timestamp.from(now.minus(SHORTEST_PAUSE)))
                .param("shortest", SHORTEST_PAUSE.toSeconds())
                .param("longest", LONGEST_PAUSE.toSeconds())
                .query(UUID.class)
                .list());
    }
}
