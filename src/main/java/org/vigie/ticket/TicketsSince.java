package org.vigie.ticket;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.RecordedRows;
import org.vigie.shared.RecordedSince;

/** Tickets that were made or closed since a moment. */
@Component
class TicketsSince implements RecordedSince {

    private static final String TICKETS = """
            SELECT id || ' ' || status || ': ' || left(title, 80) AS example
              FROM ticket
             WHERE application = :application AND (created_at > :moment OR closed_at > :moment)
             ORDER BY greatest(created_at, coalesce(closed_at, created_at)) DESC, id DESC
            """;

    private final JdbcClient jdbc;

    TicketsSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Recorded since(String application, Instant moment, int limit) {
        return RecordedRows.read(jdbc, TICKETS, "tickets made or closed", application, moment, limit);
    }
}
