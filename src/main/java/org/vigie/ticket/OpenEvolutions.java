package org.vigie.ticket;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tickets that the backlog consists of. */
@Repository
class OpenEvolutions {

    private static final String OF = """
            SELECT * FROM ticket
             WHERE application = :application AND closed_at IS NULL
               AND (type = 'evolutive' OR 'tech-debt' = ANY (labels))
             ORDER BY created_at, id
            """;

    private final JdbcClient jdbc;

    OpenEvolutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Ticket> of(String application) {
        return jdbc.sql(OF)
                .param("application", application)
                .query(Tickets::ticket)
                .list();
    }
}
