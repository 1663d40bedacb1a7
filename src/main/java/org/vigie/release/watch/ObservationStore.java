package org.vigie.release.watch;

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
import org.vigie.release.health.ProbeResult;
import org.vigie.release.health.Traffic;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The observations and what was seen. */
@Repository
class ObservationStore {

    private static final String BEGIN = """
            INSERT INTO release_observation (operation_id, started_at) VALUES (:id, :now)
            ON CONFLICT (operation_id) DO NOTHING
            """;
    private static final String PROBE = """
            INSERT INTO release_probe (operation_id, number, at, success, took_millis, detail)
            SELECT :id, coalesce(max(number), 0) + 1, :at, :success, :took, :detail
              FROM release_probe WHERE operation_id = :id
            """;
    /** What is bad stays bad. */
    private static final String OUTCOME = """
            UPDATE release_observation SET outcome = :outcome, reasons = :reasons::jsonb
             WHERE operation_id = :id AND NOT closed AND (outcome IS NULL OR outcome = 'inconclusive')
            """;
    /** An answer counts once. */
    private static final String ANSWER = """
            UPDATE release_observation SET account = :account, go_on = :goOn, answered_at = :now
             WHERE operation_id = :id AND account IS NULL
            """;

    private static final String OPEN = """
            SELECT * FROM release_observation
             WHERE NOT closed AND account IS NULL AND (outcome IS NULL OR outcome = 'inconclusive')
            """;
    private static final String TRAFFIC = """
            UPDATE release_observation SET requests = :requests, errors = :errors WHERE operation_id = :id
            """;
    private static final String LAST_DETAIL = """
            SELECT detail FROM release_probe WHERE operation_id = :id AND NOT success ORDER BY number DESC LIMIT 1
            """;

    /** A row. */
    record Kept(
            String operationId,
            Instant startedAt,
            Traffic traffic,
            @Nullable String outcome,
            List<String> reasons,
            @Nullable String account,
            boolean goOn,
            @Nullable Instant answeredAt) {}

    private final JdbcClient jdbc;
    private final StoredJson json;

    ObservationStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void begin(String operationId, Instant now) {
        jdbc.sql(BEGIN)
                .param("id", operationId)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Kept> open() {
        return jdbc.sql(OPEN).query(this::kept).list();
    }

    Optional<Kept> find(String operationId) {
        return jdbc.sql("SELECT * FROM release_observation WHERE operation_id = :id")
                .param("id", operationId)
                .query(this::kept)
                .optional();
    }

    void add(String operationId, ProbeResult probe, String detail) {
        jdbc.sql(PROBE)
                .param("id", operationId)
                .param("at", Timestamp.from(probe.at()))
                .param("success", probe.success())
                .param("took", probe.took().toMillis())
                .param("detail", detail)
                .update();
    }

    List<ProbeResult> probes(String operationId) {
        return jdbc.sql("SELECT * FROM release_probe WHERE operation_id = :id ORDER BY number")
                .param("id", operationId)
                .query((row, number) -> new ProbeResult(
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("success"),
                        Duration.ofMillis(row.getLong("took_millis"))))
                .list();
    }

    Optional<String> lastFailure(String operationId) {
        return jdbc.sql(LAST_DETAIL)
                .param("id", operationId)
                .query(String.class)
                .optional();
    }

    void traffic(String operationId, Traffic traffic) {
        jdbc.sql(TRAFFIC)
                .param("id", operationId)
                .param("requests", traffic.requests())
                .param("errors", traffic.errors())
                .update();
    }

    void outcome(String operationId, String outcome, List<String> reasons) {
        jdbc.sql(OUTCOME)
                .param("id", operationId)
                .param("outcome", outcome)
                .param("reasons", json.write(reasons))
                .update();
    }

    /** False if there is an answer already. */
    boolean answer(String operationId, String account, boolean goOn, Instant now) {
        return jdbc.sql(ANSWER)
                        .param("id", operationId)
                        .param("account", account)
                        .param("goOn", goOn)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void close(String operationId) {
        jdbc.sql("UPDATE release_observation SET closed = true WHERE operation_id = :id")
                .param("id", operationId)
                .update();
    }

    private Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getString("operation_id"),
                row.getTimestamp("started_at").toInstant(),
                new Traffic(row.getLong("requests"), row.getLong("errors")),
                row.getString("outcome"),
                Arrays.asList(json.read(row.getString("reasons"), String[].class)),
                row.getString("account"),
                row.getBoolean("go_on"),
                Rows.instant(row, "answered_at"));
    }
}
