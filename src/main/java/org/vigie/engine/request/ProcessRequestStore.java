package org.vigie.engine.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.StoredJson;

/** The table of requests. */
@Repository
class ProcessRequestStore {

    /** Longer than it takes to send one, so that two who send do not send the same. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String OPEN = " seen_at IS NULL AND withdrawn_at IS NULL ";
    private static final String INSERT = """
            INSERT INTO process_request
                   (id, message, correlation_key, case_id, buffered, variables, requested_at, due_at)
            VALUES (:id, :message, :correlationKey, :caseId, :buffered, :variables, :now, :now)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String CLAIM = """
            UPDATE process_request SET due_at = :until
             WHERE id IN (SELECT id FROM process_request
                           WHERE seen_at IS NULL AND withdrawn_at IS NULL AND due_at <= :now
                           ORDER BY due_at, number LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String SENT = """
            UPDATE process_request SET sent = sent + 1, failed = 0, last_error = NULL, due_at = :dueAt WHERE id = :id
            """;
    private static final String FAILED = """
            UPDATE process_request SET failed = failed + 1, last_error = :error, due_at = :dueAt WHERE id = :id
            """;
    private static final String SEEN = "UPDATE process_request SET seen_at = :now WHERE id = :id AND" + OPEN;
    private static final String WITHDRAW =
            "UPDATE process_request SET withdrawn_at = :now WHERE case_id = :caseId AND" + OPEN;
    private static final String AT_ONCE = "UPDATE process_request SET due_at = :now WHERE case_id = :caseId AND" + OPEN;
    private static final String OF_CASE =
            "SELECT * FROM process_request WHERE case_id = :caseId AND" + OPEN + "ORDER BY number";
    private static final String OLDER =
            "SELECT * FROM process_request WHERE requested_at < :before AND" + OPEN + "ORDER BY number LIMIT 1000";
    private static final String COUNT_OLDER =
            "SELECT count(*) FROM process_request WHERE requested_at < :before AND" + OPEN;

    /** A request taken to be sent. */
    record Claimed(ProcessRequest request, long number, int failed) {}

    private final JdbcClient jdbc;
    private final StoredJson json;

    ProcessRequestStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Nothing if it is there already. */
    void insert(ProcessRequest request, Instant now) {
        jdbc.sql(INSERT)
                .param("id", request.id())
                .param("message", request.message())
                .param("correlationKey", request.correlationKey())
                .param("caseId", request.caseId())
                .param("buffered", request.buffered().toMillis())
                .param("variables", json.write(request.variables()))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes what is due, in order, so that nobody else sends it meanwhile. */
    List<Claimed> claim(int limit, Instant now) {
        return jdbc
                .sql(CLAIM)
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LEASE)))
                .query((row, number) -> new Claimed(request(row), row.getLong("number"), row.getInt("failed")))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Claimed::number))
                .toList();
    }

    void sent(String id, Instant dueAt) {
        jdbc.sql(SENT).param("id", id).param("dueAt", Timestamp.from(dueAt)).update();
    }

    void failed(String id, Instant dueAt, String error) {
        jdbc.sql(FAILED)
                .param("id", id)
                .param("dueAt", Timestamp.from(dueAt))
                .param("error", error)
                .update();
    }

    /** False if it was seen before, withdrawn, or never there. */
    boolean seen(String id, Instant now) {
        return jdbc.sql(SEEN).param("id", id).param("now", Timestamp.from(now)).update() == 1;
    }

    void withdraw(String caseId, Instant now) {
        jdbc.sql(WITHDRAW)
                .param("caseId", caseId)
                .param("now", Timestamp.from(now))
                .update();
    }

    void sendAtOnce(String caseId, Instant now) {
        jdbc.sql(AT_ONCE)
                .param("caseId", caseId)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<ProcessRequest> find(String id) {
        return jdbc.sql("SELECT * FROM process_request WHERE id = :id")
                .param("id", id)
                .query((row, number) -> request(row))
                .optional();
    }

    List<ProcessRequest> unseen(String caseId) {
        return jdbc.sql(OF_CASE)
                .param("caseId", caseId)
                .query((row, number) -> request(row))
                .list();
    }

    List<UnseenRequest> unseenSince(Instant before) {
        return jdbc.sql(OLDER)
                .param("before", Timestamp.from(before))
                .query((row, number) -> new UnseenRequest(
                        request(row),
                        row.getTimestamp("requested_at").toInstant(),
                        row.getInt("sent"),
                        row.getString("last_error")))
                .list();
    }

    int countUnseenSince(Instant before) {
        return jdbc.sql(COUNT_OLDER)
                .param("before", Timestamp.from(before))
                .query(Integer.class)
                .single();
    }

    private ProcessRequest request(ResultSet row) throws SQLException {
        return new ProcessRequest(
                row.getString("id"),
                row.getString("message"),
                row.getString("correlation_key"),
                row.getString("case_id"),
                Duration.ofMillis(row.getLong("buffered")),
                json.readValues(row.getString("variables")));
    }
}
