package org.vigie.ticket;

import java.sql.Timestamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The columns of a ticket that tell which incidents have one cause. */
@Repository
class RootCauses {

    private static final String EARLIER = """
            SELECT id FROM ticket
             WHERE root_cause_key = :key AND application = :application AND type = 'corrective' AND status = 'resolved'
               AND id <> :id AND closed_at <= :createdAt
             ORDER BY closed_at DESC, id DESC LIMIT 1
            """;
    private static final String KEEP = """
            UPDATE ticket SET root_cause_key = :key, recurrence_of = :recurrenceOf WHERE id = :id
            """;

    private final JdbcClient jdbc;

    RootCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last incident of this cause that was corrected before the ticket came up. */
    Optional<String> earlier(Ticket ticket, String key) {
        return jdbc.sql(EARLIER)
                .param("key", key)
                .param("application", ticket.application())
                .param("id", ticket.id())
                .param("createdAt", Timestamp.from(ticket.createdAt()))
                .query(String.class)
                .optional();
    }

    void keep(String ticketId, String key, @Nullable String recurrenceOf) {
        jdbc.sql(KEEP)
                .param("id", ticketId)
                .param("key", key)
                .param("recurrenceOf", recurrenceOf)
                .update();
    }
}
