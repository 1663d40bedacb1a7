package org.vigie.ticket;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of user tasks that tickets went through, once per element instance. */
@Repository
class TicketSteps {

    private static final String STARTED = """
            INSERT INTO ticket_step (element_instance_key, ticket_id, element_id, started_at)
            VALUES (:key, :ticketId, :elementId, :at) ON CONFLICT DO NOTHING
            """;
    private static final String COMPLETED = """
            UPDATE ticket_step SET completed_at = :at
             WHERE ticket_id = :ticketId AND element_instance_key = :key AND completed_at IS NULL
            """;

    private static final String COMPLETED_OPEN = """
            UPDATE ticket_step SET completed_at = :at
             WHERE ticket_id = :ticketId AND element_id = :elementId AND completed_at IS NULL
            """;

    private static final String OPEN = """
            SELECT element_instance_key FROM ticket_step
             WHERE ticket_id = :ticketId AND completed_at IS NULL ORDER BY started_at DESC LIMIT 1
            """;

    private final JdbcClient jdbc;

    TicketSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it was recorded before. */
    boolean started(long elementInstanceKey, String ticketId, String elementId, Instant at) {
        return jdbc.sql(STARTED)
                        .param("key", elementInstanceKey)
                        .param("ticketId", ticketId)
                        .param("elementId", elementId)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** False if it was recorded before. */
    boolean completed(long elementInstanceKey, String ticketId, Instant at) {
        return jdbc.sql(COMPLETED)
                        .param("ticketId", ticketId)
                        .param("key", elementInstanceKey)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** The one that began last of those that nobody has completed; it may have been interrupted. */
    Optional<Long> open(String ticketId) {
        return jdbc.sql(OPEN).param("ticketId", ticketId).query(Long.class).optional();
    }

    /** A message ended the step: its user task was never completed. */
    void completedOpen(String ticketId, String elementId, Instant at) {
        jdbc.sql(COMPLETED_OPEN)
                .param("ticketId", ticketId)
                .param("elementId", elementId)
                .param("at", Timestamp.from(at))
                .update();
    }
}
