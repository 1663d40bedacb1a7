package org.vigie.dependency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;

/** The tables of findings and of the names under which they are known. */
@Repository
class DependencyStore {

    private static final String KNOWN = """
            SELECT f.* FROM dependency_finding f
             WHERE f.application = :application AND f.kind = :kind AND f.closed_at IS NULL
               AND regexp_replace(lower(f.subject), '[-_.]+', '-', 'g') = :subject
               AND EXISTS (SELECT FROM dependency_alias a WHERE a.finding_id = f.id AND a.alias IN (:aliases))
             ORDER BY f.first_seen LIMIT 1
            """;
    private static final String INSERT = """
            INSERT INTO dependency_finding
                   (id, application, kind, ecosystem, subject, severity, title, details, first_seen, last_seen, process_since)
            VALUES ('DF-' || nextval('dependency_finding_number'), :application, :kind, :ecosystem, :subject, :severity, :title,
                    :details, :now, :now, :now)
            RETURNING *
            """;
    private static final String SEEN =
            "UPDATE dependency_finding SET last_seen = :now, details = :details WHERE id = :id";
    private static final String ALIAS =
            "INSERT INTO dependency_alias (finding_id, alias) VALUES (:id, :alias) ON CONFLICT DO NOTHING";
    private static final String CLAIM = """
            UPDATE dependency_finding SET process_instance_key = :key
             WHERE id = :id AND closed_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String TICKET = """
            UPDATE dependency_finding SET urgency = :urgency, ticket_id = :ticket, due_at = :due WHERE id = :id
            """;

    private final JdbcClient jdbc;

    DependencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody else takes findings of an application until the end of the transaction. */
    void lock(String application) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('dependency/' || :application))")
                .param("application", application)
                .query((row, number) -> 0)
                .list();
    }

    /** The open one that is known under one of these names, however its package is spelt. */
    Optional<DependencyFinding> known(String application, String kind, String subject, Set<String> aliases) {
        return jdbc.sql(KNOWN)
                .param("application", application)
                .param("kind", kind)
                .param("subject", UpdatedPackages.plain(subject))
                .param("aliases", aliases)
                .query(DependencyStore::finding)
                .optional();
    }

    DependencyFinding insert(
            String application,
            String kind,
            String ecosystem,
            String subject,
            String severity,
            String title,
            String details,
            Instant now) {
        return jdbc.sql(INSERT)
                .param("application", application)
                .param("kind", kind)
                .param("ecosystem", ecosystem)
                .param("subject", subject)
                .param("severity", severity)
                .param("title", title)
                .param("details", details)
                .param("now", Timestamp.from(now))
                .query(DependencyStore::finding)
                .single();
    }

    void seen(String id, String details, Instant now) {
        jdbc.sql(SEEN)
                .param("id", id)
                .param("details", details)
                .param("now", Timestamp.from(now))
                .update();
    }

    void aliases(String id, Set<String> aliases) {
        aliases.forEach(
                alias -> jdbc.sql(ALIAS).param("id", id).param("alias", alias).update());
    }

    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    void ticket(String id, String urgency, String ticket, Instant due) {
        jdbc.sql(TICKET)
                .param("id", id)
                .param("urgency", urgency)
                .param("ticket", ticket)
                .param("due", Timestamp.from(due))
                .update();
    }

    /** False if it was closed before. */
    boolean close(String id, Instant now) {
        return jdbc.sql("UPDATE dependency_finding SET closed_at = :now WHERE id = :id AND closed_at IS NULL")
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    DependencyFinding require(String id) {
        return one("SELECT * FROM dependency_finding WHERE id = :id", id);
    }

    DependencyFinding locked(String id) {
        return one("SELECT * FROM dependency_finding WHERE id = :id FOR UPDATE", id);
    }

    /** Those of an application that are not over. */
    List<DependencyFinding> open(String application) {
        return jdbc.sql("""
                        SELECT * FROM dependency_finding WHERE application = :application AND closed_at IS NULL
                         ORDER BY first_seen
                        """)
                .param("application", application)
                .query(DependencyStore::finding)
                .list();
    }

    /** Packages of a finding that other pull requests have brought up to date. */
    List<String> merged(String id, String butPullRequest) {
        return jdbc.sql("SELECT package FROM dependency_merge WHERE finding_id = :id AND pull_request <> :pullRequest")
                .param("id", id)
                .param("pullRequest", butPullRequest)
                .query(String.class)
                .list();
    }

    /** False if that was known before. */
    boolean merge(String id, String name, String pullRequest, Instant now) {
        return jdbc.sql("""
                        INSERT INTO dependency_merge (finding_id, package, pull_request, merged_at)
                        VALUES (:id, :name, :pullRequest, :now) ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("name", name)
                        .param("pullRequest", pullRequest)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The open one whose ticket it is. */
    Optional<String> ofTicket(String ticket) {
        return jdbc.sql("SELECT id FROM dependency_finding WHERE ticket_id = :ticket AND closed_at IS NULL")
                .param("ticket", ticket)
                .query(String.class)
                .optional();
    }

    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM dependency_finding WHERE process_instance_key = :key AND closed_at IS NULL")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** Newest first. */
    List<DependencyFinding> list(String application, int limit) {
        return jdbc.sql("""
                        SELECT * FROM dependency_finding WHERE application = :application
                         ORDER BY closed_at IS NOT NULL, first_seen DESC, id DESC LIMIT :limit
                        """)
                .param("application", application)
                .param("limit", limit)
                .query(DependencyStore::finding)
                .list();
    }

    private DependencyFinding one(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(DependencyStore::finding)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no finding " + id, "List them with GET /api/applications/{app}/dependencies."));
    }

    private static DependencyFinding finding(ResultSet row, int number) throws SQLException {
        return new DependencyFinding(
                row.getString("id"),
                row.getString("application"),
                row.getString("kind"),
                row.getString("ecosystem"),
                row.getString("subject"),
                row.getString("severity"),
                row.getString("title"),
                row.getString("details"),
                row.getString("urgency"),
                row.getString("ticket_id"),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                Rows.instant(row, "due_at"),
                Rows.instant(row, "closed_at"));
    }
}
