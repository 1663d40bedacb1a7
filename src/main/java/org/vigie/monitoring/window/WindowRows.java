package org.vigie.monitoring.window;

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
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The table of windows that do not come again. */
@Repository
class WindowRows {

    private static final String INSERT = """
            INSERT INTO maintenance_window (application, monitors, starts_at, ends_at, reason, announced, created_by, created_at)
            VALUES (:application, :monitors, :from, :to, :reason, :announced, :by, :now) RETURNING *
            """;
    private static final String BETWEEN = """
            SELECT * FROM maintenance_window
             WHERE application = :application AND cancelled_at IS NULL AND starts_at < :to
               AND coalesce(ended_at, ends_at) > :from
            """;
    private static final String LOCK = """
            SELECT * FROM maintenance_window WHERE application = :application AND id = :id AND cancelled_at IS NULL FOR UPDATE
            """;
    private static final String MOVE = """
            UPDATE maintenance_window SET starts_at = :from, ends_at = :to WHERE id = :id RETURNING *
            """;
    private static final String END = "UPDATE maintenance_window SET ended_at = :now WHERE id = :id";
    private static final String CANCEL = "UPDATE maintenance_window SET cancelled_at = :now WHERE id = :id";

    private final JdbcClient jdbc;
    private final StoredJson json;

    WindowRows(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Window insert(
            String application,
            Instant from,
            Instant to,
            String reason,
            List<String> monitors,
            boolean announced,
            String account,
            Instant now) {
        return jdbc.sql(INSERT)
                .param("application", application)
                .param("monitors", monitors.isEmpty() ? null : json.write(monitors))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("reason", reason)
                .param("announced", announced)
                .param("by", account)
                .param("now", Timestamp.from(now))
                .query((row, number) -> read(row))
                .single();
    }

    List<Window> between(String application, Instant from, Instant to) {
        return jdbc.sql(BETWEEN)
                .param("application", application)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Window> lock(String application, long id) {
        return jdbc.sql(LOCK)
                .param("application", application)
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    Window move(long id, Instant from, Instant to) {
        return jdbc.sql(MOVE)
                .param("id", id)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> read(row))
                .single();
    }

    void end(long id, boolean begun, Instant now) {
        jdbc.sql(begun ? END : CANCEL)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
    }

    private Window read(ResultSet row) throws SQLException {
        Instant early = Rows.instant(row, "ended_at");
        return new Window(
                Long.toString(row.getLong("id")),
                row.getString("application"),
                row.getTimestamp("starts_at").toInstant(),
                early == null ? row.getTimestamp("ends_at").toInstant() : early,
                row.getString("reason"),
                monitors(row.getString("monitors")),
                row.getBoolean("announced"),
                row.getString("created_by"));
    }

    private List<String> monitors(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(json.read(text, String[].class));
    }
}
