package org.vigie.release.deprecation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;

/** The table of deprecations, and how many releases came after an announcement. */
@Repository
class DeprecationStore {

    private static final String INSERT = """
            INSERT INTO deprecation
                   (id, application, feature, replacement, removal_on, announced_by, announced_at, status, process_since,
                    told_until, request_key)
            VALUES ('DP-' || nextval('deprecation_number'), :application, :feature, :replacement, :removalOn, :account, :now,
                    'announced', :now, :now, :key)
            ON CONFLICT (request_key) DO NOTHING
            """;
    private static final String CLAIM = """
            UPDATE deprecation SET process_instance_key = :key
             WHERE id = :id AND closed_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String MOVE = """
            UPDATE deprecation SET removal_on = :day, revision = revision + 1, reason = :reason, decided_by = :account
             WHERE id = :id AND closed_at IS NULL AND removal_on <> :day
            """;
    private static final String CLOSE = """
            UPDATE deprecation SET status = :status, reason = :reason, decided_by = :account, closed_at = :now
             WHERE id = :id AND closed_at IS NULL
            """;
    private static final String LIST = """
            SELECT * FROM deprecation WHERE application = :application ORDER BY announced_at DESC, id DESC LIMIT :limit
            """;
    private static final String OPEN = """
            SELECT * FROM deprecation WHERE application = :application AND closed_at IS NULL ORDER BY removal_on, id
            """;
    private static final String SERVED_SINCE = """
            SELECT version, previous FROM release_serving
             WHERE application = :application AND NOT rolled_back AND since > :since ORDER BY number
            """;

    /** A version that came to serve, and the one before; null if there was none. */
    record Served(String version, @Nullable String previous) {}

    private final JdbcClient jdbc;

    DeprecationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The row, or the one that was made before under the same key. */
    Deprecation insert(String application, NewDeprecation announced, String account, String key, Instant now) {
        jdbc.sql(INSERT)
                .param("application", application)
                .param("feature", announced.feature())
                .param("replacement", announced.replacement())
                .param("removalOn", announced.removalOn())
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("key", key)
                .update();
        return jdbc.sql("SELECT * FROM deprecation WHERE request_key = :key")
                .param("key", key)
                .query(DeprecationStore::deprecation)
                .single();
    }

    Deprecation require(String id) {
        return one("SELECT * FROM deprecation WHERE id = :id", id);
    }

    /** Locks the row until the end of the transaction. */
    Deprecation lock(String id) {
        return one("SELECT * FROM deprecation WHERE id = :id FOR UPDATE", id);
    }

    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM deprecation WHERE process_instance_key = :key AND closed_at IS NULL")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** False if it is over or another process carries it out. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    /** Up to when what is due was told. */
    Instant toldUntil(String id) {
        return jdbc.sql("SELECT told_until FROM deprecation WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getTimestamp("told_until").toInstant())
                .single();
    }

    void told(String id, Instant until) {
        jdbc.sql("UPDATE deprecation SET told_until = greatest(told_until, :until) WHERE id = :id")
                .param("id", id)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** False if it is over or has this day already. */
    boolean move(String id, LocalDate day, String reason, String account) {
        return jdbc.sql(MOVE)
                        .param("id", id)
                        .param("day", day)
                        .param("reason", reason)
                        .param("account", account)
                        .update()
                == 1;
    }

    /** False if it was over before. */
    boolean close(String id, DeprecationStatus status, @Nullable String reason, String account, Instant now) {
        return jdbc.sql(CLOSE)
                        .param("id", id)
                        .param("status", status.id())
                        .param("reason", reason)
                        .param("account", account)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Newest first. */
    List<Deprecation> list(String application, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("limit", limit)
                .query(DeprecationStore::deprecation)
                .list();
    }

    /** Those that are not over, the next removal first. */
    List<Deprecation> open(String application) {
        return jdbc.sql(OPEN)
                .param("application", application)
                .query(DeprecationStore::deprecation)
                .list();
    }

    /** What was released after a moment, in order. */
    List<Served> servedSince(String application, Instant since) {
        return jdbc.sql(SERVED_SINCE)
                .param("application", application)
                .param("since", Timestamp.from(since))
                .query((row, number) ->
                        new Served(Objects.requireNonNull(row.getString("version")), row.getString("previous")))
                .list();
    }

    private Deprecation one(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(DeprecationStore::deprecation)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no deprecation " + id, "List them with GET /api/applications/{app}/deprecations."));
    }

    private static Deprecation deprecation(ResultSet row, int number) throws SQLException {
        return new Deprecation(
                row.getString("id"),
                row.getString("application"),
                row.getString("feature"),
                row.getString("replacement"),
                row.getObject("removal_on", LocalDate.class),
                row.getInt("revision"),
                row.getString("announced_by"),
                row.getTimestamp("announced_at").toInstant(),
                DeprecationStatus.of(row.getString("status")),
                row.getString("reason"),
                row.getString("decided_by"),
                Rows.instant(row, "closed_at"));
    }
}
