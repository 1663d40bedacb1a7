package org.vigie.alert.webhook;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries that say too little to be an alert, for people to look at. */
@Repository
public class DeadLetters {

    private static final int LONGEST = 4000;
    private static final String INSERT = """
            INSERT INTO alert_dead_letter (application, source, received_at, reason, payload)
            VALUES (:application, :source, :at, :reason, :payload)
            """;
    private static final String LIST = """
            SELECT id, application, source, received_at, reason FROM alert_dead_letter ORDER BY id DESC LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeadLetters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What came and could not be used; its text is not shown, because it is a stranger's. */
    public record DeadLetter(long id, String application, String source, Instant receivedAt, String reason) {}

    void add(String application, String source, String reason, String payload) {
        String storable = payload.replace("\u0000", "");
        String kept = storable.substring(0, Math.min(storable.length(), LONGEST));
        jdbc.sql(INSERT)
                .param("application", application)
                .param("source", source)
                .param("at", Timestamp.from(clock.instant()))
                .param("reason", reason)
                .param("payload", kept)
                .update();
    }

    /** The latest, newest first. */
    public List<DeadLetter> list(int limit) {
        return jdbc.sql(LIST)
                .param("limit", limit)
                .query((row, number) -> new DeadLetter(
                        row.getLong("id"),
                        row.getString("application"),
                        row.getString("source"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("reason")))
                .list();
    }
}
