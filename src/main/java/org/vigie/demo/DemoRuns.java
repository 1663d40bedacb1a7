package org.vigie.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The table of scenarios; at most one goes on. */
@Repository
class DemoRuns {

    private static final String INSERT = """
            INSERT INTO demo_run (scenario, step, started_by, started_at) VALUES (:scenario, 0, :by, :at)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    DemoRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if one goes on. */
    boolean insert(DemoScenario scenario, String by, Instant at) {
        return jdbc.sql(INSERT)
                        .param("scenario", scenario.id())
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** The one that goes on. */
    Optional<DemoRun> open() {
        return jdbc.sql("SELECT * FROM demo_run WHERE ended_at IS NULL")
                .query(DemoRuns::run)
                .optional();
    }

    /** Newest first. */
    List<DemoRun> list(int limit) {
        return jdbc.sql("SELECT * FROM demo_run ORDER BY id DESC LIMIT :limit")
                .param("limit", limit)
                .query(DemoRuns::run)
                .list();
    }

    void waitsFor(long id, String operationId) {
        jdbc.sql("UPDATE demo_run SET operation_id = :operation WHERE id = :id")
                .param("operation", operationId)
                .param("id", id)
                .update();
    }

    void goesOn(long id, int step) {
        jdbc.sql("UPDATE demo_run SET step = :step, operation_id = NULL WHERE id = :id")
                .param("step", step)
                .param("id", id)
                .update();
    }

    void end(long id, Instant at) {
        jdbc.sql("UPDATE demo_run SET ended_at = :at WHERE id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private static DemoRun run(ResultSet row, int number) throws SQLException {
        @Nullable String operation = row.getString("operation_id");
        return new DemoRun(
                row.getLong("id"),
                DemoScenario.find(row.getString("scenario")).orElseThrow(),
                row.getInt("step"),
                operation,
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "ended_at"));
    }
}
