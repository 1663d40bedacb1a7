package org.vigie.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.backup.seal.Manifest;
import org.vigie.shared.Rows;

/** Which backups there are, where their copies are, and what restore tests found. */
@Repository
public class BackupCatalogue {

    private static final String INSERT = """
            INSERT INTO backup (id, application, database, purpose, state, taken_at, seconds, system_identifier, tables, row_count,
                                stored_bytes, manifest)
            VALUES (:id, :application, :database, :purpose, 'taken', :takenAt, :seconds, :systemIdentifier, :tables, :rows,
                    :bytes, :manifest)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String LATEST = """
            SELECT * FROM backup WHERE application = :application AND database = :database AND removed_at IS NULL
             ORDER BY taken_at DESC LIMIT 1
            """;
    private static final String LIST = """
            SELECT * FROM backup WHERE application = :application AND database = :database AND removed_at IS NULL
             ORDER BY taken_at DESC
            """;
    private static final String COPY = """
            INSERT INTO backup_copy (backup_id, place, location, checked_at, cause)
            VALUES (:id, :place, :location, :checkedAt, :cause)
            ON CONFLICT (backup_id, place) DO UPDATE
               SET location = :location, checked_at = :checkedAt, cause = :cause
            """;
    private static final String COPIES = "SELECT * FROM backup_copy WHERE backup_id = :id ORDER BY place";
    private static final String STATE = "UPDATE backup SET state = :state WHERE id = :id";
    /** The verdict and what follows from it are kept together or not at all: whoever comes again finds the row and changes nothing. */
    private static final String TEST = """
            WITH added AS (
                INSERT INTO restore_test (id, backup_id, verdict, cause, ended_at, seconds, age_seconds)
                VALUES (:id, :backup, :verdict, :cause, :now, :seconds, :age)
                ON CONFLICT (id) DO NOTHING RETURNING backup_id
            )
            UPDATE backup SET state = :verdict, restore_seconds = :seconds,
                   verified_at = CASE WHEN :verdict = 'verified' THEN CAST(:now AS timestamptz) ELSE verified_at END
              FROM added WHERE id = added.backup_id
            """;

    private static final String RECOVERY_TIMES = """
            SELECT t.seconds FROM restore_test t JOIN backup b ON b.id = t.backup_id
             WHERE b.application = :application AND b.database = :database AND t.verdict = 'verified'
             ORDER BY t.ended_at DESC LIMIT :limit
            """;

    private static final String BACKUP_TIMES = """
            SELECT seconds FROM backup
             WHERE application = :application AND database = :database AND seconds IS NOT NULL
             ORDER BY taken_at DESC LIMIT :limit
            """;

    /**
     * A copy.
     *
     * @param location for people
     * @param cause why it does not count; null if it does
     */
    public record Copy(
            String place, String location, @Nullable String cause) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    BackupCatalogue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps a new backup; nothing if it is kept already.
     *
     * @param manifest that it has
     * @param signed the same as it was signed
     * @param seconds that taking it took; null if that is not known
     */
    void add(Manifest manifest, String signed, @Nullable Double seconds) {
        jdbc.sql(INSERT)
                .param("id", manifest.id())
                .param("application", manifest.application())
                .param("database", manifest.database())
                .param("purpose", manifest.purpose())
                .param("takenAt", Timestamp.from(manifest.takenAt()))
                .param("seconds", seconds)
                .param("systemIdentifier", manifest.source().systemIdentifier())
                .param("tables", manifest.tables())
                .param("rows", manifest.rows())
                .param("bytes", manifest.storedBytes())
                .param("manifest", signed)
                .update();
    }

    /** Keeps that a place holds a whole copy, or why not. */
    void copied(String id, Copy copy) {
        jdbc.sql(COPY)
                .param("id", id)
                .param("place", copy.place())
                .param("location", copy.location())
                .param("checkedAt", copy.cause() == null ? Timestamp.from(clock.instant()) : null)
                .param("cause", copy.cause())
                .update();
    }

    void state(String id, String state) {
        jdbc.sql(STATE).param("id", id).param("state", state).update();
    }

    /** Keeps what a restore test found, once. */
    void tested(String testId, String id, String verdict, @Nullable String cause, double seconds, double ageSeconds) {
        jdbc.sql(TEST)
                .param("id", testId)
                .param("backup", id)
                .param("verdict", verdict)
                .param("cause", cause)
                .param("now", Timestamp.from(clock.instant()))
                .param("seconds", seconds)
                .param("age", ageSeconds)
                .update();
    }

    /** Keeps that somebody wants a backup kept, or no longer. */
    void pin(String id, boolean pinned) {
        jdbc.sql("UPDATE backup SET pinned = :pinned WHERE id = :id")
                .param("id", id)
                .param("pinned", pinned)
                .update();
    }

    /** Keeps that a backup is gone from every place. */
    void removed(String id) {
        jdbc.sql("UPDATE backup SET removed_at = :now WHERE id = :id")
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** How long the latest restore tests of a database took that verified a backup, in seconds, newest first. */
    List<Double> recoveryTimes(String application, String database, int limit) {
        return jdbc.sql(RECOVERY_TIMES)
                .param("application", application)
                .param("database", database)
                .param("limit", limit)
                .query(Double.class)
                .list();
    }

    /** How long the latest backups of a database took, in seconds, newest first. */
    List<Double> backupTimes(String application, String database, int limit) {
        return jdbc.sql(BACKUP_TIMES)
                .param("application", application)
                .param("database", database)
                .param("limit", limit)
                .query(Double.class)
                .list();
    }

    /** Since when this Vigie's database is there: nothing can be overdue for longer. */
    Instant installedAt() {
        return jdbc.sql("SELECT min(installed_on)::timestamptz FROM flyway_schema_history")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Keeps who signed a restore test. */
    void signed(String testId, String account) {
        jdbc.sql("UPDATE restore_test SET signed_by = :account, signed_at = :now WHERE id = :id")
                .param("id", testId)
                .param("account", account)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The backup with this id, unless it was removed. */
    public Optional<StoredBackup> find(String id) {
        return jdbc.sql("SELECT * FROM backup WHERE id = :id AND removed_at IS NULL")
                .param("id", id)
                .query(BackupCatalogue::backup)
                .optional();
    }

    /** Whether a database was ever backed up, also when nothing of it is left. */
    boolean hasAny(String application, String database) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM backup WHERE application = :application AND database = :database)")
                .param("application", application)
                .param("database", database)
                .query(Boolean.class)
                .single();
    }

    /** The newest one of a database. */
    public Optional<StoredBackup> latest(String application, String database) {
        return jdbc.sql(LATEST)
                .param("application", application)
                .param("database", database)
                .query(BackupCatalogue::backup)
                .optional();
    }

    /** Those of a database that are kept, newest first. */
    public List<StoredBackup> list(String application, String database) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("database", database)
                .query(BackupCatalogue::backup)
                .list();
    }

    /** Where a backup is, and where it should be and is not. */
    public List<Copy> copies(String id) {
        return jdbc.sql(COPIES)
                .param("id", id)
                .query((row, number) ->
                        new Copy(row.getString("place"), row.getString("location"), row.getString("cause")))
                .list();
    }

    private static StoredBackup backup(ResultSet row, int number) throws SQLException {
        return new StoredBackup(
                row.getString("id"),
                row.getString("application"),
                row.getString("database"),
                row.getString("purpose"),
                row.getBoolean("pinned"),
                row.getString("state"),
                row.getTimestamp("taken_at").toInstant(),
                row.getObject("seconds", Double.class),
                row.getString("system_identifier"),
                row.getInt("tables"),
                row.getLong("row_count"),
                row.getLong("stored_bytes"),
                row.getString("manifest"),
                Rows.instant(row, "verified_at"),
                row.getObject("restore_seconds", Double.class));
    }
}
