package org.vigie.release.changelog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The table of sections of changelogs. What is done stays as it is. */
@Repository
public class ChangelogStore {

    private static final String ASK = """
            INSERT INTO release_changelog (application, version, asked_at, next_at)
            VALUES (:application, :version, :now, :now) ON CONFLICT DO NOTHING
            """;
    private static final String DUE = """
            SELECT * FROM release_changelog WHERE done_at IS NULL AND next_at <= :now ORDER BY next_at LIMIT 20
            """;
    private static final String DONE = """
            UPDATE release_changelog SET commit_id = :commit, pushed_to = :to, done_at = :now, problem = :problem
             WHERE application = :application AND version = :version AND done_at IS NULL
            """;
    private static final String LATER = """
            UPDATE release_changelog SET next_at = :next, attempts = attempts + :attempts, problem = :problem
             WHERE application = :application AND version = :version AND done_at IS NULL
            """;
    private static final String NOW = """
            UPDATE release_changelog SET next_at = :now WHERE application = :application AND done_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ChangelogStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<KeptChangelog> find(String application, String version) {
        return jdbc.sql("SELECT * FROM release_changelog WHERE application = :application AND version = :version")
                .param("application", application)
                .param("version", version)
                .query(ChangelogStore::kept)
                .optional();
    }

    void ask(String application, String version) {
        jdbc.sql(ASK)
                .param("application", application)
                .param("version", version)
                .param("now", now())
                .update();
    }

    /** What is to be done now, oldest first. */
    List<KeptChangelog> due() {
        return jdbc.sql(DUE).param("now", now()).query(ChangelogStore::kept).list();
    }

    /** False if it was done before. */
    boolean done(KeptChangelog kept, @Nullable String commit, @Nullable String pushedTo, @Nullable String problem) {
        return jdbc.sql(DONE)
                        .param("commit", commit)
                        .param("to", pushedTo)
                        .param("problem", problem)
                        .param("now", now())
                        .param("application", kept.application())
                        .param("version", kept.version())
                        .update()
                == 1;
    }

    /** @param failed whether that counts as an attempt */
    void later(KeptChangelog kept, Duration pause, boolean failed, @Nullable String problem) {
        jdbc.sql(LATER)
                .param("next", Timestamp.from(clock.instant().plus(pause)))
                .param("attempts", failed ? 1 : 0)
                .param("problem", problem)
                .param("application", kept.application())
                .param("version", kept.version())
                .update();
    }

    /** False if nothing of an application is to be done any more. */
    boolean again(String application) {
        return jdbc.sql(NOW)
                        .param("now", now())
                        .param("application", application)
                        .update()
                > 0;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static KeptChangelog kept(ResultSet row, int number) throws SQLException {
        return new KeptChangelog(
                row.getString("application"),
                row.getString("version"),
                row.getInt("attempts"),
                row.getString("commit_id"),
                row.getString("pushed_to"),
                Rows.instant(row, "done_at"),
                row.getString("problem"));
    }
}
