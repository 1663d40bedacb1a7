package org.vigie.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.alert.route.Route;
import org.vigie.shared.Rows;

/** The tables of alerts and of what happened to them. */
@Repository
public class AlertRows {

    private static final String LOCK_NAME = "SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))";
    private static final String INSERT = """
            INSERT INTO alert (group_id, fingerprint, starts_at, application, source, kind, state, severity, component, monitor,
                               title, text, link, opened_at, last_seen_at)
            VALUES (:group, :fingerprint, :startsAt, :application, :source, :kind, 'open', :severity, :component, :monitor,
                    :title, :text, :link, :now, :now)
            RETURNING *
            """;
    private static final String LATEST = """
            SELECT * FROM alert WHERE fingerprint = :fingerprint ORDER BY starts_at DESC, id DESC LIMIT 1
            """;
    private static final String SAME = """
            SELECT * FROM alert WHERE fingerprint = :fingerprint AND starts_at = :startsAt
            """;
    private static final String SEEN = "UPDATE alert SET last_seen_at = :now WHERE id = :id";
    private static final String REOPEN = """
            UPDATE alert SET state = 'open', closed_at = NULL, flaps = flaps + 1, last_seen_at = :now WHERE id = :id
            """;
    private static final String CHANGE = """
            UPDATE alert SET kind = :kind, severity = :severity, title = :title, text = :text, last_seen_at = :now
             WHERE id = :id
            """;
    private static final String CLOSE = "UPDATE alert SET state = 'closed', closed_at = :at WHERE id = :id";
    private static final String STALE = """
            UPDATE alert SET state = 'stale' WHERE state = 'open' AND source = ANY (:sources) AND last_seen_at < :before
            RETURNING *
            """;
    private static final String NOTE = "INSERT INTO alert_note (alert_id, at, text) VALUES (:id, :at, :text)";
    private static final String NOTES = "SELECT at, text FROM alert_note WHERE alert_id = :id ORDER BY id";
    private static final String FIND = "SELECT * FROM alert WHERE id = :id";
    private static final String OF_GROUP = "SELECT * FROM alert WHERE group_id = :group ORDER BY id LIMIT :limit";
    private static final String LIST = """
            SELECT * FROM alert
             WHERE (:application::text IS NULL OR application = :application) AND (:state::text IS NULL OR state = :state)
               AND (:before::bigint IS NULL OR id < :before)
             ORDER BY id DESC LIMIT :limit
            """;
    private static final String OPEN_CRITICAL = """
            SELECT * FROM alert WHERE state = 'open' AND severity = 'critical' ORDER BY id LIMIT 500
            """;
    private static final String ALL = "SELECT * FROM alert WHERE id = ANY (:ids) ORDER BY id";
    private static final String BETWEEN = """
            SELECT * FROM alert WHERE opened_at >= :from AND opened_at < :to ORDER BY id LIMIT :limit
            """;

    private final JdbcClient jdbc;

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something that happened to an alert. */
    public record Note(Instant at, String text) {}

    /** Keeps others from what has this name until the end of the transaction, also while there are none. */
    void lock(String name) {
        jdbc.sql(LOCK_NAME).param("key", name).query((row, number) -> true).single();
    }

    Alert insert(AlertSignal signal, long group, Route route, String title, Instant now) {
        return jdbc.sql(INSERT)
                .param("group", group)
                .param("fingerprint", signal.fingerprint())
                .param("startsAt", Timestamp.from(signal.startsAt()))
                .param("application", signal.application())
                .param("source", signal.source())
                .param("kind", signal.kind().code())
                .param("severity", route.severity())
                .param("component", signal.component())
                .param("monitor", signal.monitor())
                .param("title", title)
                .param("text", signal.text())
                .param("link", signal.link())
                .param("now", Timestamp.from(now))
                .query((row, number) -> read(row))
                .single();
    }

    Optional<Alert> latest(String fingerprint) {
        return jdbc.sql(LATEST)
                .param("fingerprint", fingerprint)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<Alert> find(String fingerprint, Instant startsAt) {
        return jdbc.sql(SAME)
                .param("fingerprint", fingerprint)
                .param("startsAt", Timestamp.from(startsAt))
                .query((row, number) -> read(row))
                .optional();
    }

    void seen(long id, Instant now) {
        jdbc.sql(SEEN).param("id", id).param("now", Timestamp.from(now)).update();
    }

    void reopen(long id, Instant now) {
        jdbc.sql(REOPEN).param("id", id).param("now", Timestamp.from(now)).update();
    }

    void change(long id, AlertSignal signal, Route route, String title, Instant now) {
        jdbc.sql(CHANGE)
                .param("id", id)
                .param("kind", signal.kind().code())
                .param("severity", route.severity())
                .param("title", title)
                .param("text", signal.text())
                .param("now", Timestamp.from(now))
                .update();
    }

    void close(long id, Instant at) {
        jdbc.sql(CLOSE).param("id", id).param("at", Timestamp.from(at)).update();
    }

    /** Those of these sources of which nobody has spoken since; now they are stale. */
    List<Alert> becomeStale(List<String> sources, Instant before) {
        return jdbc.sql(STALE)
                .param("sources", sources.toArray(String[]::new))
                .param("before", Timestamp.from(before))
                .query((row, number) -> read(row))
                .list();
    }

    /** Writes down what happened to an alert. */
    public void note(long id, String text, Instant at) {
        jdbc.sql(NOTE)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("text", text)
                .update();
    }

    List<Note> notes(long id) {
        return jdbc.sql(NOTES)
                .param("id", id)
                .query((row, number) -> new Note(row.getTimestamp("at").toInstant(), row.getString("text")))
                .list();
    }

    Optional<Alert> find(long id) {
        return jdbc.sql(FIND).param("id", id).query((row, number) -> read(row)).optional();
    }

    /** The first alerts of a group. */
    public List<Alert> ofGroup(long group, int limit) {
        return jdbc.sql(OF_GROUP)
                .param("group", group)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<Alert> list(@Nullable String application, @Nullable AlertState state, @Nullable Long before, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("state", state == null ? null : state.code())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<Alert> openCritical() {
        return jdbc.sql(OPEN_CRITICAL).query((row, number) -> read(row)).list();
    }

    List<Alert> all(List<Long> ids) {
        return jdbc.sql(ALL)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    List<Alert> notOver(List<Long> ids) {
        return all(ids).stream()
                .filter(alert -> alert.state() != AlertState.CLOSED)
                .toList();
    }

    List<Alert> between(Instant from, Instant to, int limit) {
        return jdbc.sql(BETWEEN)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private static Alert read(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new Alert(
                row.getLong("id"),
                row.getLong("group_id"),
                row.getString("fingerprint"),
                row.getString("application"),
                row.getString("source"),
                Arrays.stream(AlertKind.values())
                        .filter(each -> each.code().equals(kind))
                        .findFirst()
                        .orElse(AlertKind.EXTERNAL),
                AlertState.of(row.getString("state")),
                row.getString("severity"),
                row.getString("component"),
                row.getString("monitor"),
                row.getString("title"),
                row.getString("text"),
                row.getString("link"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                Rows.instant(row, "closed_at"),
                row.getInt("flaps"));
    }
}
