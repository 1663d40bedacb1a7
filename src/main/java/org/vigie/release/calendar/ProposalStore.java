package org.vigie.release.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.CalendarLooks;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;

/** The tables of the calendar: up to when it was looked at, and what was due. */
@Repository
class ProposalStore {

    private static final String INSERT = """
            INSERT INTO release_proposal (id, application, up_to, due_at, asked_by, created_at, status, process_since)
            VALUES ('RP-' || nextval('release_proposal_number'), :application, :upTo, :dueAt, :askedBy, :now, 'due', :now)
            RETURNING *
            """;
    private static final String CLAIM = """
            UPDATE release_proposal SET process_instance_key = :key
             WHERE id = :id AND closed_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String PROPOSED = """
            UPDATE release_proposal SET status = 'proposed', version = :version, commit_id = :commit
             WHERE id = :id AND closed_at IS NULL
            """;
    private static final String CLOSE = """
            UPDATE release_proposal
               SET status = :status, reason = :reason, decided_by = :account, operation_id = :operation, closed_at = :now
             WHERE id = :id AND closed_at IS NULL
            """;
    private static final String LIST = """
            SELECT * FROM release_proposal WHERE application = :application ORDER BY created_at DESC, id DESC LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final CalendarLooks looks;

    ProposalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.looks = new CalendarLooks(jdbc, "release_calendar");
    }

    /** As {@link CalendarLooks#lock}. */
    Instant lookedAt(String application, Instant now) {
        return looks.lock(application, now);
    }

    void looked(String application, Instant now) {
        looks.keep(application, now);
    }

    Proposal insert(String application, VersionBump upTo, Instant dueAt, @Nullable String askedBy, Instant now) {
        return jdbc.sql(INSERT)
                .param("application", application)
                .param("upTo", upTo.name())
                .param("dueAt", Timestamp.from(dueAt))
                .param("askedBy", askedBy)
                .param("now", Timestamp.from(now))
                .query(ProposalStore::proposal)
                .single();
    }

    /** The one that is not over. */
    Optional<Proposal> open(String application) {
        return jdbc.sql("SELECT * FROM release_proposal WHERE application = :application AND closed_at IS NULL")
                .param("application", application)
                .query(ProposalStore::proposal)
                .optional();
    }

    Proposal require(String id) {
        return one("SELECT * FROM release_proposal WHERE id = :id", id);
    }

    /** Locks the row until the end of the transaction. */
    Proposal lock(String id) {
        return one("SELECT * FROM release_proposal WHERE id = :id FOR UPDATE", id);
    }

    /** The id of the open one that the process carries out. */
    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM release_proposal WHERE process_instance_key = :key AND closed_at IS NULL")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** False if it is over or another process carries it out. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    void proposed(String id, String version, String commit) {
        jdbc.sql(PROPOSED)
                .param("id", id)
                .param("version", version)
                .param("commit", commit)
                .update();
    }

    /** False if it was over before. */
    boolean close(
            String id,
            ProposalStatus status,
            @Nullable String reason,
            @Nullable String account,
            @Nullable String operationId,
            Instant now) {
        return jdbc.sql(CLOSE)
                        .param("id", id)
                        .param("status", status.id())
                        .param("reason", reason)
                        .param("account", account)
                        .param("operation", operationId)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Newest first. */
    List<Proposal> list(String application, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("limit", limit)
                .query(ProposalStore::proposal)
                .list();
    }

    private Proposal one(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(ProposalStore::proposal)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no proposal " + id, "List them with GET /api/applications/{app}/releases/calendar."));
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getString("id"),
                row.getString("application"),
                VersionBump.valueOf(row.getString("up_to")),
                row.getTimestamp("due_at").toInstant(),
                row.getString("asked_by"),
                row.getTimestamp("created_at").toInstant(),
                ProposalStatus.of(row.getString("status")),
                row.getString("version"),
                row.getString("commit_id"),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getString("operation_id"),
                Rows.instant(row, "closed_at"));
    }
}
