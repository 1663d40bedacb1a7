package org.vigie.github.sync;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.github.api.GitHubProperties;

/**
 * What has to be read from or written to GitHub. A request is part of its caller's transaction and stays until it is
 * done, over restarts, however long GitHub is away. Requests for the same thing are one.
 */
@Repository
public class SyncQueue {

    /** Longer than all requests of one task together can take. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String REQUEST = """
            INSERT INTO github_sync AS s (kind, subject, application, due_at)
            VALUES (:kind, :subject, :application, :dueAt)
            ON CONFLICT (kind, subject) DO UPDATE
               SET requested = s.requested + 1,
                   due_at = CASE WHEN s.attempts > 0 OR s.requested > s.done THEN s.due_at ELSE EXCLUDED.due_at END
            """;
    private static final String CLAIM = """
            UPDATE github_sync SET leased_until = :until
             WHERE (kind, subject) = (
                   SELECT kind, subject FROM github_sync s
                    WHERE requested > done AND due_at <= :now AND (leased_until IS NULL OR leased_until < :now)
                      AND application IN (:applications)
                      AND NOT EXISTS (SELECT 1 FROM github_pause p
                                       WHERE p.application = s.application AND p.until > :now)
                    ORDER BY due_at, kind, subject LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING kind, subject, application, requested, attempts
            """;
    private static final String DONE = """
            UPDATE github_sync SET done = :requested, attempts = 0, leased_until = NULL, last_error = :error
             WHERE kind = :kind AND subject = :subject
            """;
    private static final String LATER = """
            UPDATE github_sync SET attempts = attempts + 1, due_at = :dueAt, leased_until = NULL, last_error = :error
             WHERE kind = :kind AND subject = :subject
            """;
    private static final String PAUSE = """
            INSERT INTO github_pause AS p (application, until) VALUES (:application, :until)
            ON CONFLICT (application) DO UPDATE SET until = greatest(p.until, EXCLUDED.until)
            """;

    private final JdbcClient jdbc;
    private final GitHubProperties properties;
    private final Clock clock;

    SyncQueue(JdbcClient jdbc, GitHubProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Asks for the issue of a ticket to be brought up to date. */
    public void requestIssue(String ticketId, String application) {
        request(SyncTask.Kind.ISSUE, ticketId, application);
    }

    /** Asks for the commits and paths of a pull request to be read. */
    public void requestPullRequest(long repositoryId, int number, String application) {
        request(SyncTask.Kind.PULL_REQUEST, repositoryId + "/" + number, application);
    }

    /** Asks for the release of a version. */
    public void requestRelease(String application, String version) {
        request(SyncTask.Kind.RELEASE, application + "/" + version, application);
    }

    private void request(SyncTask.Kind kind, String subject, String application) {
        jdbc.sql(REQUEST)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("application", application)
                .param("dueAt", Timestamp.from(clock.instant().plus(properties.settle())))
                .update();
    }

    /** Takes the task that is due for longest, so that nobody else does it meanwhile; empty if none is due. */
    Optional<SyncTask> claim(Collection<String> applications) {
        if (applications.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return jdbc.sql(CLAIM)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LEASE)))
                .param("applications", applications)
                .query((row, number) -> new SyncTask(
                        SyncTask.Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("application"),
                        row.getLong("requested"),
                        row.getInt("attempts")))
                .optional();
    }

    void done(SyncTask task) {
        finish(task, null);
    }

    /** It will never work. */
    void dropped(SyncTask task, String error) {
        finish(task, error);
    }

    private void finish(SyncTask task, @Nullable String error) {
        jdbc.sql(DONE)
                .param("requested", task.requested())
                .param("error", error)
                .param("kind", task.kind().name())
                .param("subject", task.subject())
                .update();
    }

    void later(SyncTask task, Instant dueAt, String error) {
        jdbc.sql(LATER)
                .param("dueAt", Timestamp.from(dueAt))
                .param("error", error)
                .param("kind", task.kind().name())
                .param("subject", task.subject())
                .update();
    }

    /** Leaves GitHub alone until then, for all tasks of an application. */
    void pause(String application, Instant until) {
        jdbc.sql(PAUSE)
                .param("application", application)
                .param("until", Timestamp.from(until))
                .update();
    }
}
