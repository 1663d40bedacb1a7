package org.vigie.statuspage;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of response times. */
@Repository
class ResponseStore {

    private static final String ADD = """
            INSERT INTO status_response AS r (application, hour, answers, millis) VALUES (:application, :hour, 1, :millis)
            ON CONFLICT (application, hour) DO UPDATE
               SET answers = r.answers + 1, millis = r.millis + EXCLUDED.millis
            """;
    private static final String SINCE = """
            SELECT hour, answers, millis / answers AS mean FROM status_response
             WHERE application = :application AND hour >= :from ORDER BY hour
            """;

    private final JdbcClient jdbc;

    ResponseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String application, Instant at, long millis) {
        jdbc.sql(ADD)
                .param("application", application)
                .param("hour", Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
                .param("millis", millis)
                .update();
    }

    List<ResponseHour> since(String application, Instant from) {
        return jdbc.sql(SINCE)
                .param("application", application)
                .param("from", Timestamp.from(from))
                .query((row, number) -> new ResponseHour(
                        row.getTimestamp("hour").toInstant(), row.getLong("answers"), row.getLong("mean")))
                .list();
    }
}
