package org.vigie.release.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.StoredJson;

/** The releases and their facts. */
@Repository
public class ReleaseRuns {

    private static final String INSERT = """
            INSERT INTO release_run (operation_id, application, version, tag, commit_id, previous)
            VALUES (:id, :application, :version, :tag, :commit, :previous)
            ON CONFLICT (operation_id) DO NOTHING
            """;
    /** What is known already stays. */
    private static final String ADD = """
            UPDATE release_run SET facts = :facts::jsonb || facts WHERE operation_id = :id
            """;

    private static final String LATEST = """
            SELECT r.* FROM release_run r JOIN release_serving s ON s.operation_id = r.operation_id
             WHERE r.application = :application AND r.version = :version AND NOT s.rolled_back
             ORDER BY s.number DESC LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;

    ReleaseRuns(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps a release; nothing if it is kept already. */
    public void add(ReleaseRun run) {
        jdbc.sql(INSERT)
                .param("id", run.operationId())
                .param("application", run.application())
                .param("version", run.version())
                .param("tag", run.tag())
                .param("commit", run.commit())
                .param("previous", run.previous())
                .update();
    }

    /** Adds facts; of those that are known already the earlier ones stay. */
    public void add(String operationId, Map<String, ?> facts) {
        jdbc.sql(ADD).param("facts", json.write(facts)).param("id", operationId).update();
    }

    public Optional<ReleaseRun> find(String operationId) {
        return jdbc.sql("SELECT * FROM release_run WHERE operation_id = :id")
                .param("id", operationId)
                .query(this::run)
                .optional();
    }

    /** @throws IllegalStateException if there is none */
    public ReleaseRun require(String operationId) {
        return find(operationId)
                .orElseThrow(() -> new IllegalStateException(operationId + " has not begun as a release"));
    }

    /** The latest release that made a version serve. */
    public Optional<ReleaseRun> thatBrought(String application, String version) {
        return jdbc.sql(LATEST)
                .param("application", application)
                .param("version", version)
                .query(this::run)
                .optional();
    }

    private ReleaseRun run(ResultSet row, int number) throws SQLException {
        return new ReleaseRun(
                row.getString("operation_id"),
                row.getString("application"),
                row.getString("version"),
                row.getString("tag"),
                row.getString("commit_id"),
                row.getString("previous"),
                json.readValues(row.getString("facts")));
    }
}
