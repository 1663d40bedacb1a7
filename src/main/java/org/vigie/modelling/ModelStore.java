package org.vigie.modelling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The tables of texts, trials and deployments. */
@Repository
class ModelStore {

    private static final String KEEP =
            "INSERT INTO model_text (hash, content) VALUES (:hash, :text) ON CONFLICT DO NOTHING";
    private static final String TRIAL = """
            INSERT INTO model_trial (id, base_hash, changed_hash, asked_by, asked_at, report)
            VALUES (:id::uuid, :base, :changed, :by, :at, :report)
            """;
    private static final String TRIAL_FILE = """
            INSERT INTO model_trial_file (trial_id, file, base_hash, hash) VALUES (:id::uuid, :file, :base, :hash)
            """;
    private static final String DEPLOYMENT = """
            INSERT INTO model_deployment (kind, set_hash, trial_id, requested_by, requested_at, state)
            VALUES (:kind, :hash, :trial::uuid, :by, :at, :state) RETURNING number
            """;
    private static final String DEPLOYMENT_FILE = """
            INSERT INTO model_deployment_file (number, file, hash, shipped_hash) VALUES (:number, :file, :hash, :shipped)
            """;
    private static final String SELECT = """
            SELECT d.*, (SELECT count(*) FROM model_migration m WHERE m.number = d.number AND m.state = 'moved') AS migrated,
                   (SELECT count(*) FROM model_migration m WHERE m.number = d.number AND m.state = 'left') AS left_behind
              FROM model_deployment d
            """;
    private static final String FILES = """
            SELECT f.file, t.content FROM model_deployment_file f JOIN model_text t ON t.hash = f.hash WHERE f.number = :number
            """;

    /** Any number that nothing else locks by. */
    private static final long LOCK = 0x76_69_67_69_65_00_6dL;

    /**
     * A file of a deployment.
     *
     * @param text null: it was removed
     * @param shippedHash of what Vigie brought then, null if it brought none
     */
    record Deployed(
            String file,
            @Nullable String text,
            @Nullable String hash,
            @Nullable String shippedHash) {}

    private final JdbcClient jdbc;
    private final StoredJson json;

    ModelStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Nobody else changes what is in force before the end of the transaction. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "locked")
                .single();
    }

    String keep(String text) {
        String hash = ModelSet.hash(text);
        jdbc.sql(KEEP).param("hash", hash).param("text", text).update();
        return hash;
    }

    void insert(Trial trial, ModelSet base, ModelSet changed) {
        jdbc.sql(TRIAL)
                .param("id", trial.id())
                .param("base", trial.baseHash())
                .param("changed", trial.changedHash())
                .param("by", trial.askedBy())
                .param("at", Timestamp.from(trial.askedAt()))
                .param("report", json.write(trial.report()))
                .update();
        for (String file : trial.files()) {
            jdbc.sql(TRIAL_FILE)
                    .param("id", trial.id())
                    .param("file", file)
                    .param("base", keepOrNull(base.text(file)))
                    .param("hash", keepOrNull(changed.text(file)))
                    .update();
        }
    }

    private @Nullable String keepOrNull(@Nullable String text) {
        return text == null ? null : keep(text);
    }

    Optional<Trial> trial(String id) {
        return jdbc.sql("SELECT * FROM model_trial WHERE id = :id::uuid")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    Optional<Trial> newestTrial() {
        return jdbc.sql("SELECT * FROM model_trial ORDER BY asked_at DESC, id LIMIT 1")
                .query(this::read)
                .optional();
    }

    /** The texts of a trial, by file: what was in force, or what would be; null where there is none. */
    Map<String, @Nullable String> texts(String trialId, boolean before) {
        Map<String, @Nullable String> texts = new HashMap<>();
        jdbc.sql("SELECT f.file, t.content FROM model_trial_file f LEFT JOIN model_text t ON t.hash = "
                        + (before ? "f.base_hash" : "f.hash") + " WHERE f.trial_id = :id::uuid")
                .param("id", trialId)
                .query((row, number) -> texts.put(row.getString("file"), row.getString("content")))
                .list();
        return texts;
    }

    private Trial read(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        return new Trial(
                id,
                row.getString("base_hash"),
                row.getString("changed_hash"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                jdbc.sql("SELECT file FROM model_trial_file WHERE trial_id = :id::uuid ORDER BY file")
                        .param("id", id)
                        .query(String.class)
                        .list(),
                json.read(row.getString("report"), TrialReport.class));
    }

    /** Gives its number. */
    long insert(
            String kind, ModelSet set, ModelSet shipped, @Nullable UUID trial, String by, Instant at, String state) {
        long number = jdbc.sql(DEPLOYMENT)
                .param("kind", kind)
                .param("hash", set.hash())
                .param("trial", trial == null ? null : trial.toString())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("state", state)
                .query(Long.class)
                .single();
        Map<String, String> files = new TreeMap<>(shipped.files());
        files.putAll(set.files());
        for (String file : files.keySet()) {
            String brought = shipped.text(file);
            jdbc.sql(DEPLOYMENT_FILE)
                    .param("number", number)
                    .param("file", file)
                    .param("hash", keepOrNull(set.text(file)))
                    .param("shipped", brought == null ? null : ModelSet.hash(brought))
                    .update();
        }
        return number;
    }

    /** The newest that did not fail. */
    Optional<Deployment> newest() {
        return jdbc.sql(SELECT + " WHERE d.state <> 'failed' ORDER BY d.number DESC LIMIT 1")
                .query(ModelStore::deployment)
                .optional();
    }

    /** The newest that the engine has. */
    Optional<Deployment> newestDeployed() {
        return jdbc.sql(SELECT + " WHERE d.state IN ('migrating', 'live') ORDER BY d.number DESC LIMIT 1")
                .query(ModelStore::deployment)
                .optional();
    }

    /** The newest before a deployment that is not the same set. */
    Optional<Deployment> before(Deployment deployment) {
        return jdbc.sql(SELECT
                        + " WHERE d.state <> 'failed' AND d.number < :number AND d.set_hash <> :hash"
                        + " ORDER BY d.number DESC LIMIT 1")
                .param("number", deployment.number())
                .param("hash", deployment.setHash())
                .query(ModelStore::deployment)
                .optional();
    }

    /** The oldest on which something is to be done. */
    Optional<Deployment> underWay() {
        return jdbc.sql(SELECT + " WHERE d.state IN ('requested', 'migrating') ORDER BY d.number LIMIT 1")
                .query(ModelStore::deployment)
                .optional();
    }

    Optional<Deployment> find(long number) {
        return jdbc.sql(SELECT + " WHERE d.number = :number")
                .param("number", number)
                .query(ModelStore::deployment)
                .optional();
    }

    /** Newest first. */
    List<Deployment> list(int limit) {
        return jdbc.sql(SELECT + " ORDER BY d.number DESC LIMIT :limit")
                .param("limit", limit)
                .query(ModelStore::deployment)
                .list();
    }

    ModelSet set(long number) {
        Map<String, String> files = new TreeMap<>();
        jdbc.sql(FILES)
                .param("number", number)
                .query((row, line) -> files.put(row.getString("file"), row.getString("content")))
                .list();
        return new ModelSet(files);
    }

    List<Deployed> files(long number) {
        return jdbc.sql("""
                        SELECT f.file, f.hash, f.shipped_hash, t.content FROM model_deployment_file f
                          LEFT JOIN model_text t ON t.hash = f.hash WHERE f.number = :number
                        """)
                .param("number", number)
                .query((row, line) -> new Deployed(
                        row.getString("file"),
                        row.getString("content"),
                        row.getString("hash"),
                        row.getString("shipped_hash")))
                .list();
    }

    void deployed(long number, Instant at, String state) {
        jdbc.sql(
                        "UPDATE model_deployment SET state = :state, deployed_at = coalesce(deployed_at, :at),"
                                + " ended_at = CASE WHEN :state = 'live' THEN coalesce(ended_at, :at) END WHERE number = :number")
                .param("number", number)
                .param("state", state)
                .param("at", Timestamp.from(at))
                .update();
    }

    void failed(long number, Instant at, String cause) {
        jdbc.sql("UPDATE model_deployment SET state = 'failed', ended_at = :at, cause = :cause WHERE number = :number")
                .param("number", number)
                .param("cause", cause)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Deployment deployment(ResultSet row, int line) throws SQLException {
        return new Deployment(
                row.getLong("number"),
                Objects.requireNonNull(row.getString("kind")),
                row.getString("set_hash"),
                row.getString("trial_id"),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("state"),
                row.getString("cause"),
                Rows.instant(row, "deployed_at"),
                Rows.instant(row, "ended_at"),
                row.getInt("migrated"),
                row.getInt("left_behind"));
    }
}
