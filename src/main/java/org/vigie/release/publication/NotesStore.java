package org.vigie.release.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.release.record.ReleaseRun;
import org.vigie.shared.Rows;

/** The table of release notes. What is published is not changed any more. */
@Repository
public class NotesStore {

    private static final String SAVE = """
            INSERT INTO release_notes (application, version, operation_id, tag, commit_id, generated, technical, users)
            VALUES (:application, :version, :operation, :tag, :commit, :generated, :technical, :users)
            ON CONFLICT (application, version) DO UPDATE
               SET operation_id = :operation, tag = :tag, commit_id = :commit, generated = :generated,
                   technical = :technical, users = :users
             WHERE release_notes.published_at IS NULL
            """;
    private static final String EDIT = """
            UPDATE release_notes SET users = :users, edited_by = :account, edited_at = :now
             WHERE application = :application AND version = :version AND published_at IS NULL
            """;
    private static final String READY = """
            UPDATE release_notes SET ready_at = :now
             WHERE application = :application AND version = :version AND ready_at IS NULL
            """;
    private static final String PUBLISHED = """
            UPDATE release_notes SET published_at = coalesce(published_at, :now), url = :url, problem = NULL
             WHERE application = :application AND version = :version
            """;
    private static final String PROBLEM = """
            UPDATE release_notes SET problem = :problem
             WHERE application = :application AND version = :version AND published_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    NotesStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<KeptNotes> find(String application, String version) {
        return jdbc.sql("SELECT * FROM release_notes WHERE application = :application AND version = :version")
                .param("application", application)
                .param("version", version)
                .query(NotesStore::notes)
                .optional();
    }

    /** Keeps what was made of the commits of a release. */
    void save(ReleaseRun run, String generated, String technical, String users) {
        jdbc.sql(SAVE)
                .param("application", run.application())
                .param("version", run.version())
                .param("operation", run.operationId())
                .param("tag", run.tag())
                .param("commit", run.commit())
                .param("generated", generated)
                .param("technical", technical)
                .param("users", users)
                .update();
    }

    void edit(String application, String version, String users, String account) {
        jdbc.sql(EDIT)
                .param("users", users)
                .param("account", account)
                .param("now", now())
                .param("application", application)
                .param("version", version)
                .update();
    }

    /** False if it was ready before, or there are no notes. */
    boolean ready(String application, String version) {
        return jdbc.sql(READY)
                        .param("now", now())
                        .param("application", application)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** @param url where they are published; null: in the changelog of the repository alone */
    public void published(String application, String version, @Nullable String url) {
        jdbc.sql(PUBLISHED)
                .param("now", now())
                .param("url", url)
                .param("application", application)
                .param("version", version)
                .update();
    }

    /** They could not be published, and why. */
    public void failed(String application, String version, String problem) {
        jdbc.sql(PROBLEM)
                .param("problem", problem)
                .param("application", application)
                .param("version", version)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static KeptNotes notes(ResultSet row, int number) throws SQLException {
        return new KeptNotes(
                row.getString("application"),
                row.getString("version"),
                row.getString("operation_id"),
                row.getString("tag"),
                row.getString("commit_id"),
                row.getString("generated"),
                row.getString("technical"),
                row.getString("users"),
                row.getString("edited_by"),
                Rows.instant(row, "ready_at"),
                Rows.instant(row, "published_at"),
                row.getString("url"),
                row.getString("problem"));
    }
}
