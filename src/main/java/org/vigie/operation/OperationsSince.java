package org.vigie.operation;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.RecordedRows;
import org.vigie.shared.RecordedSince;

/** Operations that succeeded since a moment, but those that only read the application's data. */
@Component
class OperationsSince implements RecordedSince {

    private static final String OPERATIONS = """
            SELECT kind || ' ' || id || coalesce(' ' || (input ->> 'version'), '') AS example
              FROM operation
             WHERE application = :application AND status = 'succeeded' AND ended_at > :moment
               AND kind NOT IN ('backups', 'restore-tests')
             ORDER BY ended_at DESC, id DESC
            """;

    private final JdbcClient jdbc;

    OperationsSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Recorded since(String application, Instant moment, int limit) {
        return RecordedRows.read(jdbc, OPERATIONS, "releases and other operations", application, moment, limit);
    }
}
