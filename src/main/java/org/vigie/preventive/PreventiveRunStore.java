package org.vigie.preventive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.CalendarLooks;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;

/** The tables of the calendar: up to when it was looked at, and what fell due. */
@Repository
class PreventiveRunStore {

    private static final String INSERT = """
            INSERT INTO preventive_run
                   (id, application, entry, title, day, due_at, late, asked_by, created_at, status, made_up_for_by,
                    process_since, closed_at)
            VALUES ('PM-' || nextval('preventive_run_number'), :application, :entry, :title, :day, :dueAt, :late, :askedBy, :now,
                    :status, :madeUpForBy, :now, :closedAt)
            ON CONFLICT (application, entry, day) WHERE asked_by IS NULL DO NOTHING
            RETURNING *
            """;
    private static final String CLAIM = """
            UPDATE preventive_run SET process_instance_key = :key
             WHERE id = :id AND closed_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String STATUS =
            "UPDATE preventive_run SET status = :status WHERE id = :id AND closed_at IS NULL";
    private static final String LATER = """
            UPDATE preventive_run
               SET status = :status, turn = turn + 1, postponed_to = :postponedTo, decided_by = :account, remark = :remark,
                   points = :points
             WHERE id = :id AND closed_at IS NULL AND turn = :turn
            """;
    private static final String CLOSE = """
            UPDATE preventive_run
               SET status = :status, decided_by = :account, remark = :remark, points = :points, closed_at = :now
             WHERE id = :id AND closed_at IS NULL
            """;
    private static final String LIST = """
            SELECT * FROM preventive_run WHERE application = :application ORDER BY created_at DESC, due_at DESC, id DESC LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final CalendarLooks looks;

    PreventiveRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.looks = new CalendarLooks(jdbc, "preventive_calendar");
    }

    /** As {@link CalendarLooks#lock}. */
    Instant lookedAt(String application, Instant now) {
        return looks.lock(application, now);
    }

    void looked(String application, Instant now) {
        looks.keep(application, now);
    }

    /** A run that is to be begun. */
    record New(
            String application,
            String entry,
            String title,
            LocalDate day,
            Instant dueAt,
            boolean late,
            @Nullable String askedBy,
            @Nullable String madeUpForBy) {}

    /** Empty if the calendar has this entry of this day already. */
    Optional<PreventiveRun> insert(New run, Instant now) {
        boolean over = run.madeUpForBy() != null;
        return jdbc.sql(INSERT)
                .param("application", run.application())
                .param("entry", run.entry())
                .param("title", run.title())
                .param("day", run.day())
                .param("dueAt", Timestamp.from(run.dueAt()))
                .param("late", run.late())
                .param("askedBy", run.askedBy())
                .param("now", Timestamp.from(now))
                .param("status", (over ? RunStatus.MADE_UP_FOR : RunStatus.DUE).id())
                .param("madeUpForBy", run.madeUpForBy())
                .param("closedAt", over ? Timestamp.from(now) : null)
                .query(PreventiveRunStore::run)
                .optional();
    }

    PreventiveRun require(String id) {
        return one("SELECT * FROM preventive_run WHERE id = :id", id);
    }

    /** Locks the row until the end of the transaction. */
    PreventiveRun lock(String id) {
        return one("SELECT * FROM preventive_run WHERE id = :id FOR UPDATE", id);
    }

    /** The id of the open one that the process carries out. */
    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM preventive_run WHERE process_instance_key = :key AND closed_at IS NULL")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** False if it is over or another process carries it out. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    void status(String id, RunStatus status) {
        jdbc.sql(STATUS).param("id", id).param("status", status.id()).update();
    }

    /** Vigie does its part once more, now or on a later day; false if that was settled before. */
    boolean later(
            PreventiveRun run,
            RunStatus status,
            @Nullable LocalDate postponedTo,
            String account,
            @Nullable String remark,
            String points) {
        return jdbc.sql(LATER)
                        .param("id", run.id())
                        .param("turn", run.turn())
                        .param("status", status.id())
                        .param("postponedTo", postponedTo)
                        .param("account", account)
                        .param("remark", remark)
                        .param("points", points)
                        .update()
                == 1;
    }

    /** False if it was over before. */
    boolean close(
            String id,
            RunStatus status,
            @Nullable String account,
            @Nullable String remark,
            @Nullable String points,
            Instant now) {
        return jdbc.sql(CLOSE)
                        .param("id", id)
                        .param("status", status.id())
                        .param("account", account)
                        .param("remark", remark)
                        .param("points", points)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** JSON of what was ticked off; empty if nothing was yet. */
    Optional<String> points(String id) {
        return jdbc.sql("SELECT points FROM preventive_run WHERE id = :id AND points IS NOT NULL")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Newest first. */
    List<PreventiveRun> list(String application, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("limit", limit)
                .query(PreventiveRunStore::run)
                .list();
    }

    private PreventiveRun one(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(PreventiveRunStore::run)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no run " + id, "List them with GET /api/applications/{app}/maintenance."));
    }

    private static PreventiveRun run(ResultSet row, int number) throws SQLException {
        return new PreventiveRun(
                row.getString("id"),
                row.getString("application"),
                row.getString("entry"),
                row.getString("title"),
                row.getObject("day", LocalDate.class),
                row.getTimestamp("due_at").toInstant(),
                row.getBoolean("late"),
                row.getString("asked_by"),
                row.getTimestamp("created_at").toInstant(),
                RunStatus.of(row.getString("status")),
                row.getInt("turn"),
                row.getString("made_up_for_by"),
                row.getObject("postponed_to", LocalDate.class),
                row.getString("decided_by"),
                row.getString("remark"),
                Rows.instant(row, "closed_at"));
    }
}
