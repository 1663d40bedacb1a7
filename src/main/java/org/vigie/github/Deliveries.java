package org.vigie.github;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accepted deliveries. */
@Repository
class Deliveries {

    private static final String INSERT = """
            INSERT INTO github_delivery (delivery_id, event, action, application, repository_id, repository, payload,
                                         received_at)
            VALUES (:id, :event, :action, :application, :repositoryId, :repository, :payload, :receivedAt)
            ON CONFLICT (delivery_id) DO NOTHING
            """;
    private static final String LOCK_OPEN = """
            SELECT event, action, application, payload, received_at FROM github_delivery
             WHERE delivery_id = :id AND processed_at IS NULL FOR UPDATE
            """;
    private static final String DONE = """
            UPDATE github_delivery SET processed_at = :at, outcome = :outcome
             WHERE delivery_id = :id AND processed_at IS NULL
            """;
    private static final String DROP_PAYLOADS = """
            UPDATE github_delivery SET payload = NULL WHERE payload IS NOT NULL AND processed_at < :before
            """;

    /** A row that is not processed yet. */
    record Open(String event, @Nullable String action, String application, String payload, Instant receivedAt) {}

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if a delivery with this id was accepted before. */
    boolean insert(UUID id, String event, String application, Payload payload, String text, Instant now) {
        return jdbc.sql(INSERT)
                        .param("id", id)
                        .param("event", event)
                        .param("action", payload.find("/action").orElse(null))
                        .param("application", application)
                        .param("repositoryId", payload.number("/repository/id"))
                        .param("repository", payload.text("/repository/full_name"))
                        .param("payload", text)
                        .param("receivedAt", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The delivery, locked until the end of the transaction; empty if it is processed. */
    Optional<Open> lockOpen(UUID id) {
        return jdbc.sql(LOCK_OPEN)
                .param("id", id)
                .query((row, number) -> new Open(
                        row.getString("event"),
                        row.getString("action"),
                        row.getString("application"),
                        row.getString("payload"),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    void done(UUID id, String outcome, Instant now) {
        jdbc.sql(DONE)
                .param("id", id)
                .param("outcome", outcome)
                .param("at", Timestamp.from(now))
                .update();
    }

    int dropPayloadsProcessedBefore(Instant before) {
        return jdbc.sql(DROP_PAYLOADS).param("before", Timestamp.from(before)).update();
    }
}
