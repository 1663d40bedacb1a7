package org.vigie.ticket;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of user tasks that tickets went through, once per element instance of each of their processes. */
@Repository
class TicketSteps {

    private static final String PRESENT =
            " ticket_id = :ticketId AND process_number = (SELECT process_number FROM ticket WHERE id = :ticketId) ";
    private static final String STARTED = """
            INSERT INTO ticket_step (element_instance_key, ticket_id, process_number, element_id, started_at)
            SELECT :key, id, process_number, :elementId, :at FROM ticket WHERE id = :ticketId
            ON CONFLICT DO NOTHING
            """;
    private static final String COMPLETED = "UPDATE ticket_step SET completed_at = :at WHERE" + PRESENT
            + "AND element_instance_key = :key AND completed_at IS NULL";
    private static final String COMPLETED_OPEN = """
            UPDATE ticket_step SET completed_at = :at
             WHERE ticket_id = :ticketId AND element_id = :elementId AND completed_at IS NULL
            """;

    private static final String OPEN = "SELECT element_instance_key FROM ticket_step WHERE" + PRESENT
            + "AND completed_at IS NULL ORDER BY started_at DESC LIMIT 1";

    private static final String COUNT =
            "SELECT count(*) FROM ticket_step WHERE ticket_id = :ticketId AND element_id = :elementId";
    private static final String LATEST = "SELECT element_instance_key FROM ticket_step WHERE" + PRESENT
            + "AND element_id = :elementId ORDER BY element_instance_key DESC LIMIT 1";

    private static final String LAST_COMPLETED = "SELECT element_instance_key, completed_at FROM ticket_step WHERE"
            + PRESENT + "AND element_id = :elementId ORDER BY element_instance_key DESC LIMIT 1";

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

    /** The ticket that a user task was recorded for when it began; what its form says does not count. */
    Optional<String> ticketOf(long elementInstanceKey) {
        return jdbc.sql("SELECT ticket_id FROM ticket_step WHERE element_instance_key = :key"
                        + " ORDER BY started_at DESC LIMIT 1")
                .param("key", elementInstanceKey)
                .query(String.class)
                .optional();
    }

    /** The one that began last of those that nobody has completed; it may have been interrupted. */
    Optional<Long> open(String ticketId) {
        return jdbc.sql(OPEN).param("ticketId", ticketId).query(Long.class).optional();
    }

    /** How often a ticket has come to a step. */
    int count(String ticketId, TicketStep step) {
        return jdbc.sql(COUNT)
                .param("ticketId", ticketId)
                .param("elementId", step.elementId())
                .query(Integer.class)
                .single();
    }

    /** The element instance of a step when the present process came to it the last time. */
    Optional<Long> latest(String ticketId, TicketStep step) {
        return jdbc.sql(LATEST)
                .param("ticketId", ticketId)
                .param("elementId", step.elementId())
                .query(Long.class)
                .optional();
    }

    /** A user task that was completed. */
    record Completed(long elementInstanceKey, Instant at) {}

    /** As {@link #latest}; empty also while its user task is not completed. */
    Optional<Completed> lastCompleted(String ticketId, TicketStep step) {
        return jdbc.sql(LAST_COMPLETED)
                .param("ticketId", ticketId)
                .param("elementId", step.elementId())
                .query((row, number) -> {
                    Timestamp at = row.getTimestamp("completed_at");
                    long key = row.getLong("element_instance_key");
                    return Optional.ofNullable(at).map(then -> new Completed(key, then.toInstant()));
                })
                .optional()
                .flatMap(completed -> completed);
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
