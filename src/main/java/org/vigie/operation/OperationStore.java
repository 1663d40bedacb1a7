package org.vigie.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The table of operations. */
@Repository
class OperationStore {

    private static final String INSERT = """
            INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by,
                                   requested_at, reason, root_id)
            VALUES (:id, :kind, :application, 'requested', :input::jsonb, :requestKey, :requestHash, :requestedBy, :now,
                    :reason, :rootId)
            ON CONFLICT (application, kind, request_key) DO NOTHING
            """;
    private static final String BY_REQUEST = """
            SELECT * FROM operation WHERE application = :application AND kind = :kind AND request_key = :requestKey
            """;
    private static final String LIST = """
            SELECT * FROM operation o
             WHERE application = :application AND kind = :kind
               AND (:status::text IS NULL OR status = :status)
               AND (:before::text IS NULL
                    OR (requested_at, id) < (SELECT b.requested_at, b.id FROM operation b WHERE b.id = :before))
             ORDER BY requested_at DESC, id DESC LIMIT :limit
            """;
    private static final String BEGIN = """
            UPDATE operation
               SET process_instance_key = :key, started_at = coalesce(started_at, :now), moved_at = :now,
                   status = CASE WHEN status = 'requested' THEN 'running' ELSE status END
             WHERE id = :id AND ended_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String STATUS = """
            UPDATE operation SET status = :status, moved_at = :now WHERE id = :id AND ended_at IS NULL
            """;
    private static final String END = """
            UPDATE operation SET status = :status, ended_at = :now, moved_at = :now, outcome = :outcome, cause = :cause
             WHERE id = :id AND ended_at IS NULL
            """;
    private static final String DETAILS = """
            UPDATE operation
               SET details = details || :details::jsonb,
                   moved_at = CASE WHEN details || :details::jsonb = details THEN moved_at ELSE :now END
             WHERE id = :id
            """;
    private static final String CANCEL = """
            UPDATE operation SET cancelled_by = coalesce(cancelled_by, :account) WHERE id = :id AND ended_at IS NULL
            """;
    private static final String CANCELLED = """
            SELECT count(*) FROM operation WHERE id = :id AND cancelled_by IS NOT NULL
            """;
    private static final String WITH_PROCESS = """
            SELECT * FROM operation
             WHERE ended_at IS NULL AND process_instance_key IS NOT NULL AND id > :afterId ORDER BY id LIMIT :limit
            """;
    private static final String OPEN_CHILDREN = """
            SELECT * FROM operation WHERE root_id = :id AND id <> :id AND ended_at IS NULL ORDER BY requested_at, id
            """;
    private static final String OPEN = """
            SELECT * FROM operation WHERE ended_at IS NULL ORDER BY requested_at DESC, id DESC LIMIT :limit
            """;
    private static final String LATEST = """
            SELECT * FROM operation WHERE application = :application ORDER BY requested_at DESC, id DESC LIMIT :limit
            """;
    private static final String OF_PROCESS = "SELECT id FROM operation WHERE process_instance_key = :key";
    private static final String FORGET_ENDED = """
            UPDATE operation SET process_instance_key = NULL
             WHERE ended_at IS NOT NULL AND process_instance_key IS NOT NULL
            """;
    private static final String ORPHAN = """
            UPDATE operation SET process_instance_key = NULL
             WHERE ended_at IS NULL AND process_instance_key IS NOT NULL
            RETURNING id
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;

    OperationStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False if the same request was accepted before. */
    boolean insert(Operation operation, String requestKey, String requestHash, @Nullable String reason) {
        return jdbc.sql(INSERT)
                        .param("id", operation.id())
                        .param("kind", operation.kind())
                        .param("application", operation.application())
                        .param("input", write(operation.input()))
                        .param("requestKey", requestKey)
                        .param("requestHash", requestHash)
                        .param("requestedBy", operation.requestedBy())
                        .param("now", Timestamp.from(operation.requestedAt()))
                        .param("reason", reason)
                        .param("rootId", operation.rootId())
                        .update()
                == 1;
    }

    /** The operation that was accepted under this key, with the hash of its body. */
    record Accepted(Operation operation, String requestHash) {}

    Optional<Accepted> byRequest(String application, String kind, String requestKey) {
        return jdbc.sql(BY_REQUEST)
                .param("application", application)
                .param("kind", kind)
                .param("requestKey", requestKey)
                .query((row, number) -> new Accepted(operation(row, number), row.getString("request_hash")))
                .optional();
    }

    Optional<Operation> find(String id) {
        return jdbc.sql("SELECT * FROM operation WHERE id = :id")
                .param("id", id)
                .query(this::operation)
                .optional();
    }

    /** Those that go on, newest first. */
    List<Operation> open(int limit) {
        return jdbc.sql(OPEN).param("limit", limit).query(this::operation).list();
    }

    /** Those of an application, newest first. */
    List<Operation> latest(String application, int limit) {
        return jdbc.sql(LATEST)
                .param("application", application)
                .param("limit", limit)
                .query(this::operation)
                .list();
    }

    /** @throws NotFoundException if there is none with this id */
    Operation require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /**
     * Locks the row until the end of the transaction.
     *
     * @throws NotFoundException if there is none with this id
     */
    Operation lock(String id) {
        return jdbc.sql("SELECT * FROM operation WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(this::operation)
                .optional()
                .orElseThrow(() -> unknown(id));
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    List<Operation> list(String application, String kind, @Nullable String status, @Nullable String before, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("kind", kind)
                .param("status", status)
                .param("before", before)
                .param("limit", limit)
                .query(this::operation)
                .list();
    }

    /** Those that go on and have a process, ordered by id. */
    List<Operation> withProcess(String afterId, int limit) {
        return jdbc.sql(WITH_PROCESS)
                .param("afterId", afterId)
                .param("limit", limit)
                .query(this::operation)
                .list();
    }

    List<Operation> openChildren(String id) {
        return jdbc.sql(OPEN_CHILDREN).param("id", id).query(this::operation).list();
    }

    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql(OF_PROCESS)
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** The engine is another one: its keys mean nothing any more. The ids of those that go on. */
    List<String> orphanAll() {
        jdbc.sql(FORGET_ENDED).update();
        return jdbc.sql(ORPHAN).query(String.class).list();
    }

    /** False if it is over or another process instance carries it out. */
    boolean begin(String id, long processInstanceKey, Instant now) {
        return jdbc.sql(BEGIN)
                        .param("id", id)
                        .param("key", processInstanceKey)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void status(String id, OperationStatus status, Instant now) {
        jdbc.sql(STATUS)
                .param("id", id)
                .param("status", status.id())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** False if it was over before. */
    boolean end(String id, OperationStatus status, @Nullable String outcome, @Nullable String cause, Instant now) {
        return jdbc.sql(END)
                        .param("id", id)
                        .param("status", status.id())
                        .param("outcome", outcome)
                        .param("cause", cause)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** What is known already is no progress. */
    void addDetails(String id, Map<String, ?> details, Instant now) {
        jdbc.sql(DETAILS)
                .param("id", id)
                .param("details", write(details))
                .param("now", Timestamp.from(now))
                .update();
    }

    void cancel(String id, String account) {
        jdbc.sql(CANCEL).param("id", id).param("account", account).update();
    }

    boolean isCancelled(String id) {
        return jdbc.sql(CANCELLED).param("id", id).query(Integer.class).single() == 1;
    }

    String write(Map<String, ?> values) {
        return json.write(values);
    }

    private Map<String, Object> read(String text) {
        return json.readValues(text);
    }

    private Operation operation(ResultSet row, int number) throws SQLException {
        return new Operation(
                row.getString("id"),
                row.getString("kind"),
                row.getString("application"),
                OperationStatus.of(row.getString("status")),
                read(row.getString("input")),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("root_id"),
                row.getObject("process_instance_key", Long.class),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("cause"),
                // what is over is kept there until its all-clear is told
                row.getObject("ended_at") == null ? Rows.instant(row, "stands_since") : null,
                read(row.getString("details")));
    }

    private static NotFoundException unknown(String id) {
        return new NotFoundException("there is no operation " + id, "List the operations of the application.");
    }
}
