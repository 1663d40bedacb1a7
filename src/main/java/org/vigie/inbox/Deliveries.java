package org.vigie.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accepted deliveries. */
@Repository
class Deliveries {

    private static final String INSERT = """
            INSERT INTO delivery (source, delivery_id, event, action, application, subject, payload, fingerprint,
                                  received_at)
            VALUES (:source, :id, :event, :action, :application, :subject, :payload, :fingerprint, :receivedAt)
            ON CONFLICT DO NOTHING
            """;
    private static final String LOCK_OPEN = """
            SELECT source, delivery_id, event, action, application, payload, received_at FROM delivery
             WHERE source = :source AND delivery_id = :id AND processed_at IS NULL AND given_up_at IS NULL FOR UPDATE
            """;
    private static final String DONE = """
            UPDATE delivery SET processed_at = :at, outcome = :outcome
             WHERE source = :source AND delivery_id = :id AND processed_at IS NULL
            """;
    private static final String FAILED = """
            UPDATE delivery SET failures = failures + 1 WHERE source = :source AND delivery_id = :id AND processed_at IS NULL
            RETURNING failures
            """;
    private static final String GIVE_UP = """
            UPDATE delivery SET given_up_at = :at, outcome = :outcome
             WHERE source = :source AND delivery_id = :id AND processed_at IS NULL
            """;
    private static final String TAKE_UP = """
            UPDATE delivery SET given_up_at = NULL, failures = 0, outcome = NULL
             WHERE source = :source AND delivery_id = :id AND given_up_at IS NOT NULL AND processed_at IS NULL
            """;
    private static final String DROP_PAYLOADS = """
            UPDATE delivery SET payload = NULL WHERE payload IS NOT NULL AND processed_at < :before
            """;

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it was accepted before, by its id or by what it says. */
    boolean insert(Arrival arrival, Instant now) {
        return jdbc.sql(INSERT)
                        .param("source", arrival.source())
                        .param("id", arrival.id())
                        .param("event", arrival.event())
                        .param("action", arrival.action())
                        .param("application", arrival.application())
                        .param("subject", arrival.subject())
                        .param("payload", arrival.payload())
                        .param("fingerprint", arrival.fingerprint())
                        .param("receivedAt", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The delivery, locked until the end of the transaction; empty if it is processed. */
    Optional<Delivery> lockOpen(String source, String id) {
        return jdbc.sql(LOCK_OPEN)
                .param("source", source)
                .param("id", id)
                .query((row, number) -> new Delivery(
                        row.getString("source"),
                        row.getString("delivery_id"),
                        row.getString("event"),
                        row.getString("action"),
                        row.getString("application"),
                        row.getString("payload"),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    void done(String source, String id, String outcome, Instant now) {
        jdbc.sql(DONE)
                .param("source", source)
                .param("id", id)
                .param("outcome", outcome)
                .param("at", Timestamp.from(now))
                .update();
    }

    /** Counts a failure and tells how many there were. */
    int failed(String source, String id) {
        return jdbc.sql(FAILED)
                .param("source", source)
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void giveUp(String source, String id, String outcome, Instant now) {
        jdbc.sql(GIVE_UP)
                .param("source", source)
                .param("id", id)
                .param("outcome", outcome)
                .param("at", Timestamp.from(now))
                .update();
    }

    /** Those that wait for somebody. */
    List<DeliveryAccepted> givenUp() {
        return jdbc.sql(
                        "SELECT source, delivery_id FROM delivery WHERE given_up_at IS NOT NULL AND processed_at IS NULL")
                .query(DeliveryAccepted.class)
                .list();
    }

    /** False if it was not given up. */
    boolean takeUp(String source, String id) {
        return jdbc.sql(TAKE_UP).param("source", source).param("id", id).update() == 1;
    }

    int dropPayloadsProcessedBefore(Instant before) {
        return jdbc.sql(DROP_PAYLOADS).param("before", Timestamp.from(before)).update();
    }
}
