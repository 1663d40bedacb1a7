package org.vigie.preventive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The tables of what Vigie did for runs, and of the figures that people gave. */
@Repository
class WorkStore {

    private static final String BEGIN = """
            INSERT INTO preventive_work (run_id, turn, position, work, state, started_at)
            VALUES (:run, :turn, :position, :work, 'running', :now) ON CONFLICT DO NOTHING
            """;
    private static final String KEEP = """
            UPDATE preventive_work
               SET state = :state, summary = :summary, details = :details, operations = coalesce(:operations, operations),
                   ended_at = :endedAt
             WHERE run_id = :run AND turn = :turn AND position = :position AND ended_at IS NULL
            """;
    private static final String ALL = "SELECT * FROM preventive_work WHERE run_id = :run ORDER BY turn, position";
    private static final String WAITING_FOR = """
            SELECT DISTINCT run_id FROM preventive_work
             WHERE state = 'waiting' AND :operation = ANY (string_to_array(operations, ' '))
            """;
    private static final String FIGURE = """
            INSERT INTO preventive_figure AS f (run_id, position, application, figure, name, unit, expected, most, actual, at)
            VALUES (:run, :position, :application, :figure, :name, :unit, :expected, :most, :actual, :now)
            ON CONFLICT (run_id, position) DO UPDATE SET actual = :actual, at = :now
            """;
    private static final String FIGURES = "SELECT * FROM preventive_figure WHERE run_id = :run ORDER BY position";

    private final JdbcClient jdbc;

    WorkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(String run, int turn, int position, String work, Instant now) {
        jdbc.sql(BEGIN)
                .param("run", run)
                .param("turn", turn)
                .param("position", position)
                .param("work", work)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Keeps what came of it; nothing if it was over before. */
    void keep(String run, int turn, int position, WorkResult result, Instant now) {
        jdbc.sql(KEEP)
                .param("run", run)
                .param("turn", turn)
                .param("position", position)
                .param("state", result.state().id())
                .param("summary", result.summary())
                .param("details", String.join("\n", result.details()).replace("\0", ""))
                .param("operations", result.operations().isEmpty() ? null : String.join(" ", result.operations()))
                .param("endedAt", result.state().isOver() ? Timestamp.from(now) : null)
                .update();
    }

    /** All of a run, oldest first. */
    List<WorkDone> all(String run) {
        return jdbc.sql(ALL).param("run", run).query(WorkStore::work).list();
    }

    /** The runs that wait for an operation. */
    List<String> waitingFor(String operation) {
        return jdbc.sql(WAITING_FOR)
                .param("operation", operation)
                .query(String.class)
                .list();
    }

    void figure(String run, int position, String application, KeptFigure figure, Instant now) {
        jdbc.sql(FIGURE)
                .param("run", run)
                .param("position", position)
                .param("application", application)
                .param("figure", figure.figure())
                .param("name", figure.name())
                .param("unit", figure.unit())
                .param("expected", figure.expected())
                .param("most", figure.most())
                .param("actual", figure.actual())
                .param("now", Timestamp.from(now))
                .update();
    }

    List<KeptFigure> figures(String run) {
        return jdbc.sql(FIGURES)
                .param("run", run)
                .query((row, number) -> new KeptFigure(
                        row.getString("figure"),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getBigDecimal("expected"),
                        row.getBigDecimal("most"),
                        row.getBigDecimal("actual")))
                .list();
    }

    private static WorkDone work(ResultSet row, int number) throws SQLException {
        return new WorkDone(
                row.getInt("turn"),
                row.getInt("position"),
                row.getString("work"),
                WorkState.of(row.getString("state")),
                row.getString("summary"),
                parts(row.getString("details"), "\n"),
                parts(row.getString("operations"), " "),
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "ended_at"));
    }

    private static List<String> parts(@Nullable String text, String by) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(by));
    }
}
