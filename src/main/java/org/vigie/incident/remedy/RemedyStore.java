package org.vigie.incident.remedy;

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

/** The table of what was proposed and done about incidents. */
@Repository
class RemedyStore {

    private static final String ALL = "SELECT * FROM incident_remedy WHERE incident_id = :id ORDER BY number";
    private static final String INSERT = """
            INSERT INTO incident_remedy (incident_id, number, proposed, rule, prepared_at, asked, action)
            VALUES (:id, :number, :proposed, :rule, :at, :asked, :action)
            """;
    private static final String DECIDE = """
            UPDATE incident_remedy SET action = :action, decided_by = :by, remark = :remark
             WHERE incident_id = :id AND number = :number AND decided_by IS NULL AND ended_at IS NULL
            """;
    private static final String START = """
            UPDATE incident_remedy SET started_at = coalesce(started_at, :at) WHERE incident_id = :id AND number = :number
            """;
    private static final String ASKED_FOR = """
            UPDATE incident_remedy SET operation_id = :operation WHERE incident_id = :id AND number = :number
            """;
    private static final String END = """
            UPDATE incident_remedy SET ended_at = :at, success = :success, result = :result
             WHERE incident_id = :id AND number = :number AND ended_at IS NULL
            """;
    private static final String OF_OPERATION = """
            SELECT incident_id, number FROM incident_remedy WHERE operation_id = :operation AND ended_at IS NULL
            """;
    private static final String RESTARTS_SINCE = """
            SELECT count(*) FROM incident_remedy r JOIN incident i ON i.id = r.incident_id
             WHERE i.application = :application AND r.action = 'restart' AND r.started_at >= :since
            """;

    private final JdbcClient jdbc;

    RemedyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RemedyTurn> all(String id) {
        return jdbc.sql(ALL).param("id", id).query(RemedyStore::turn).list();
    }

    void insert(String id, RemedyTurn turn) {
        jdbc.sql(INSERT)
                .param("id", id)
                .param("number", turn.number())
                .param("proposed", turn.proposed())
                .param("rule", turn.rule())
                .param("at", Timestamp.from(turn.preparedAt()))
                .param("asked", turn.asked())
                .param("action", turn.action())
                .update();
    }

    /** False if it was decided before. */
    boolean decide(String id, int number, String action, String by, @Nullable String remark) {
        return jdbc.sql(DECIDE)
                        .param("id", id)
                        .param("number", number)
                        .param("action", action)
                        .param("by", by)
                        .param("remark", remark)
                        .update()
                == 1;
    }

    void start(String id, int number, Instant at) {
        jdbc.sql(START)
                .param("id", id)
                .param("number", number)
                .param("at", Timestamp.from(at))
                .update();
    }

    void askedFor(String id, int number, String operationId) {
        jdbc.sql(ASKED_FOR)
                .param("id", id)
                .param("number", number)
                .param("operation", operationId)
                .update();
    }

    /** False if it had ended before. */
    boolean end(String id, int number, @Nullable Boolean success, String result, Instant at) {
        return jdbc.sql(END)
                        .param("id", id)
                        .param("number", number)
                        .param("success", success)
                        .param("result", result)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Whose turn an operation is. */
    record Owner(String incidentId, int number) {}

    Optional<Owner> waitingFor(String operationId) {
        return jdbc.sql(OF_OPERATION)
                .param("operation", operationId)
                .query(Owner.class)
                .optional();
    }

    int restartsSince(String application, Instant since) {
        return jdbc.sql(RESTARTS_SINCE)
                .param("application", application)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    private static RemedyTurn turn(ResultSet row, int index) throws SQLException {
        return new RemedyTurn(
                row.getInt("number"),
                row.getString("proposed"),
                row.getString("rule"),
                row.getTimestamp("prepared_at").toInstant(),
                row.getBoolean("asked"),
                row.getString("action"),
                row.getString("decided_by"),
                row.getString("remark"),
                Rows.instant(row, "started_at"),
                row.getString("operation_id"),
                Rows.instant(row, "ended_at"),
                row.getObject("success", Boolean.class),
                row.getString("result"));
    }
}
