package org.vigie.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.alert.route.Route;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The table of alerts that are told together. */
@Repository
public class AlertGroups {

    /** What begins again this soon after the end is the same fault. */
    static final Duration REOPEN_WITHIN = Duration.ofMinutes(10);

    /** What joins a fault after this is another one. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final String JOINABLE = """
            SELECT * FROM alert_group WHERE application = :application AND key = :key AND joinable FOR UPDATE
            """;
    private static final String FIRING_KEY = """
            SELECT key FROM alert_group g
             WHERE application = :application AND key = ANY (:keys) AND joinable AND opened_at >= :after
               AND EXISTS (SELECT 1 FROM alert WHERE group_id = g.id AND state <> 'closed')
             ORDER BY id LIMIT 1
            """;
    private static final String RETIRE_KEY = """
            UPDATE alert_group SET joinable = false WHERE application = :application AND key = :key AND joinable
            """;
    private static final String INSERT = """
            INSERT INTO alert_group (application, key, opened_at, severity, channels, rule, digest, tell_at, deadline,
                                     changed_at)
            VALUES (:application, :key, :now, :severity, :channels, :rule, :digest, :tellAt, :deadline, :now)
            RETURNING *
            """;
    private static final String LOCK = "SELECT * FROM alert_group WHERE id = :id FOR UPDATE";
    private static final String FIND = "SELECT * FROM alert_group WHERE id = :id";
    private static final String FIRING = """
            SELECT count(*) FROM (SELECT 1 FROM alert WHERE group_id = :id AND state <> 'closed' LIMIT 2) open
            """;
    private static final String ALERTS = "SELECT count(*) FROM alert WHERE group_id = :id";
    private static final String CHANGED = """
            UPDATE alert_group SET changed_at = :now, flaps = flaps + :flaps WHERE id = :id
            """;
    private static final String WORSE = """
            UPDATE alert_group SET severity = :severity, channels = :channels, rule = :rule, digest = :digest,
                   tell_at = least(tell_at, :tellAt), deadline = least(deadline, :deadline)
             WHERE id = :id
            """;
    private static final String WAIT = "UPDATE alert_group SET due_at = :dueAt, waits_for = :reason WHERE id = :id";
    private static final String DUE = "SELECT id FROM alert_group WHERE due_at <= :now ORDER BY due_at LIMIT 100";

    private final JdbcClient jdbc;
    private final StoredJson json;

    AlertGroups(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The group that an alert of this key joins, locked; empty if it needs a new one. */
    Optional<AlertGroup> joinable(String application, String key, Instant now) {
        Optional<AlertGroup> found = jdbc.sql(JOINABLE)
                .param("application", application)
                .param("key", key)
                .query((row, number) -> read(row))
                .optional();
        // what is told once a day takes everything until then
        boolean over = found.isPresent()
                && !found.get().digest()
                && (found.get().openedAt().plus(LONGEST).isBefore(now)
                        || firing(found.get().id()) == 0
                                && found.get().changedAt().plus(REOPEN_WITHIN).isBefore(now));
        if (over) {
            return Optional.empty();
        }
        return found;
    }

    /** The one of these keys whose group has been open for longest and can be joined; empty if none is open. */
    Optional<String> firingKey(String application, List<String> keys, Instant now) {
        return jdbc.sql(FIRING_KEY)
                .param("application", application)
                .param("keys", keys.toArray(String[]::new))
                .param("after", Timestamp.from(now.minus(LONGEST)))
                .query(String.class)
                .optional();
    }

    /** Nothing joins the present group of this key any more. */
    void retire(String application, String key) {
        jdbc.sql(RETIRE_KEY).param("application", application).param("key", key).update();
    }

    AlertGroup insert(String application, String key, Route route, Instant tellAt, Instant deadline, Instant now) {
        return jdbc.sql(INSERT)
                .param("application", application)
                .param("key", key)
                .param("severity", route.severity())
                .param("channels", json.write(route.channels()))
                .param("rule", route.rule())
                .param("digest", route.digest())
                .param("tellAt", Timestamp.from(tellAt))
                .param("deadline", Timestamp.from(deadline))
                .param("now", Timestamp.from(now))
                .query((row, number) -> read(row))
                .single();
    }

    /** The group, locked until the end of the transaction. */
    public AlertGroup lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query((row, number) -> read(row)).single();
    }

    AlertGroup get(long id) {
        return jdbc.sql(FIND).param("id", id).query((row, number) -> read(row)).single();
    }

    /** How many of its alerts are open: none, one, or two for more, so that a storm costs no more than two. */
    public int firing(long id) {
        return jdbc.sql(FIRING).param("id", id).query(Integer.class).single();
    }

    /** How many alerts it has. */
    public int alerts(long id) {
        return jdbc.sql(ALERTS).param("id", id).query(Integer.class).single();
    }

    void changed(long id, boolean again, Instant now) {
        jdbc.sql(CHANGED)
                .param("id", id)
                .param("flaps", again ? 1 : 0)
                .param("now", Timestamp.from(now))
                .update();
    }

    void worsen(long id, Route route, Instant tellAt, Instant deadline) {
        jdbc.sql(WORSE)
                .param("id", id)
                .param("severity", route.severity())
                .param("channels", json.write(route.channels()))
                .param("rule", route.rule())
                .param("digest", route.digest())
                .param("tellAt", Timestamp.from(tellAt))
                .param("deadline", Timestamp.from(deadline))
                .update();
    }

    /** Says when to look at it again, and why. */
    public void waitUntil(long id, @Nullable Instant dueAt, String reason) {
        jdbc.sql(WAIT)
                .param("id", id)
                .param("dueAt", dueAt == null ? null : Timestamp.from(dueAt))
                .param("reason", reason)
                .update();
    }

    /** Those to look at now. */
    public List<Long> due(Instant now) {
        return jdbc.sql(DUE).param("now", Timestamp.from(now)).query(Long.class).list();
    }

    private AlertGroup read(ResultSet row) throws SQLException {
        return new AlertGroup(
                row.getLong("id"),
                row.getString("application"),
                row.getString("key"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("severity"),
                Arrays.asList(json.read(row.getString("channels"), String[].class)),
                row.getString("rule"),
                row.getBoolean("digest"),
                row.getTimestamp("tell_at").toInstant(),
                row.getTimestamp("deadline").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getInt("flaps"),
                Rows.instant(row, "due_at"),
                row.getString("waits_for"));
    }
}
