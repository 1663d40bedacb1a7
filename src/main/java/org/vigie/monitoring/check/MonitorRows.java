package org.vigie.monitoring.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.monitoring.MonitorState;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The table of monitors. What a check reports counts only as long as the row is still its own. */
@Repository
class MonitorRows {

    private static final String ADD = """
            INSERT INTO monitor (application, id, state, since, due_at)
            VALUES (:application, :id, 'UNKNOWN', :now, :now)
            ON CONFLICT (application, id) DO UPDATE SET retired_at = NULL, due_at = excluded.due_at
             WHERE monitor.retired_at IS NOT NULL
            """;
    private static final String RETIRE = """
            UPDATE monitor SET retired_at = :now
             WHERE retired_at IS NULL AND NOT (application || '/' || id = ANY (:named))
            RETURNING application, id
            """;
    private static final String CLAIM = """
            UPDATE monitor SET token = :token, leased_until = :until
             WHERE (application, id) = (SELECT application, id FROM monitor
                                         WHERE retired_at IS NULL AND state <> 'PAUSED' AND due_at <= :now
                                           AND (leased_until IS NULL OR leased_until < :now)
                                         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String LOCK_CLAIMED = """
            SELECT * FROM monitor WHERE application = :application AND id = :id AND token = :token FOR UPDATE
            """;
    private static final String LOCK = "SELECT * FROM monitor WHERE application = :application AND id = :id FOR UPDATE";
    private static final String REPORT = """
            UPDATE monitor
               SET state = :state, cause = :cause, subject = :subject, text = :text, since = :since,
                   next_state = :nextState, next_cause = :nextCause, next_since = :nextSince, next_count = :nextCount,
                   due_at = :dueAt, last_checked_at = :checkedAt, result = :result, memory = :memory, token = NULL,
                   leased_until = NULL
             WHERE application = :application AND id = :id
            """;
    private static final String HURRY = """
            UPDATE monitor SET due_at = :now
             WHERE application = :application AND id = ANY (:ids) AND due_at > :now AND state <> 'PAUSED'
            """;
    private static final String SET_STATE = """
            UPDATE monitor
               SET state = :state, cause = NULL, subject = NULL, text = :text, since = :now, next_state = NULL,
                   next_cause = NULL, next_since = NULL, next_count = 0, due_at = :now, paused_by = :by, token = NULL,
                   leased_until = NULL, memory = NULL, last_checked_at = NULL
             WHERE application = :application AND id = :id
            """;
    private static final String LIST = """
            SELECT * FROM monitor
             WHERE retired_at IS NULL AND (:application::text IS NULL OR application = :application)
             ORDER BY application, id
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;

    MonitorRows(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A row as it stands. */
    record Row(
            String application,
            String id,
            Progress progress,
            @Nullable String text,
            Instant dueAt,
            @Nullable Instant lastCheckedAt,
            @Nullable String pausedBy,
            @Nullable UUID token,
            Map<String, Object> result,
            Map<String, Object> memory) {}

    boolean add(String application, String id, Instant now) {
        return jdbc.sql(ADD)
                        .param("application", application)
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Retires those that no plan names any more. */
    List<Map.Entry<String, String>> retireOthers(Collection<String> named, Instant now) {
        return jdbc.sql(RETIRE)
                .param("now", Timestamp.from(now))
                .param("named", named.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("application"), row.getString("id")))
                .list();
    }

    Optional<Claimed> claim(Instant now, Instant until) {
        UUID token = UUID.randomUUID();
        return jdbc.sql(CLAIM)
                .param("token", token)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query((row, number) -> read(row))
                .optional()
                .map(row -> new Claimed(
                        row.application(),
                        row.id(),
                        row.progress(),
                        row.dueAt(),
                        row.lastCheckedAt(),
                        row.memory(),
                        token));
    }

    /** The row, locked; empty if the attempt no longer has it. */
    Optional<Row> lock(Claimed claimed) {
        return jdbc.sql(LOCK_CLAIMED)
                .param("application", claimed.application())
                .param("id", claimed.id())
                .param("token", claimed.token())
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<Row> lock(String application, String id) {
        return jdbc.sql(LOCK)
                .param("application", application)
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    void report(Claimed claimed, Progress progress, Observation seen, Instant checkedAt, Instant dueAt) {
        jdbc.sql(REPORT)
                .param("application", claimed.application())
                .param("id", claimed.id())
                .param("state", progress.state().name())
                .param("cause", progress.cause())
                .param("subject", progress.subject())
                .param("text", seen.text())
                .param("since", Timestamp.from(progress.since()))
                .param(
                        "nextState",
                        progress.next() == null ? null : progress.next().name())
                .param("nextCause", progress.nextCause())
                .param("nextSince", progress.nextSince() == null ? null : Timestamp.from(progress.nextSince()))
                .param("nextCount", progress.count())
                .param("dueAt", Timestamp.from(dueAt))
                .param("checkedAt", Timestamp.from(checkedAt))
                .param("result", json.write(seen.measures()))
                .param("memory", json.write(seen.memory()))
                .update();
    }

    /** Has these checked at once. */
    void hurry(String application, Collection<String> ids, Instant now) {
        jdbc.sql(HURRY)
                .param("application", application)
                .param("ids", ids.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    void set(
            String application,
            String id,
            MonitorState state,
            @Nullable String text,
            @Nullable String by,
            Instant now) {
        jdbc.sql(SET_STATE)
                .param("application", application)
                .param("id", id)
                .param("state", state.name())
                .param("text", text)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Row> list(@Nullable String application) {
        return jdbc.sql(LIST)
                .param("application", application)
                .query((row, number) -> read(row))
                .list();
    }

    private Row read(ResultSet row) throws SQLException {
        String next = row.getString("next_state");
        return new Row(
                row.getString("application"),
                row.getString("id"),
                new Progress(
                        MonitorState.valueOf(row.getString("state")),
                        row.getString("cause"),
                        row.getString("subject"),
                        row.getTimestamp("since").toInstant(),
                        next == null ? null : MonitorState.valueOf(next),
                        row.getString("next_cause"),
                        Rows.instant(row, "next_since"),
                        row.getInt("next_count")),
                row.getString("text"),
                row.getTimestamp("due_at").toInstant(),
                Rows.instant(row, "last_checked_at"),
                row.getString("paused_by"),
                row.getObject("token", UUID.class),
                values(row.getString("result")),
                values(row.getString("memory")));
    }

    private Map<String, Object> values(@Nullable String text) {
        return text == null ? Map.of() : json.readValues(text);
    }
}
