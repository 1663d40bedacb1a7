package org.vigie.ticket;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;
import org.vigie.sla.DueDates;

/** The table of tickets. */
@Repository
class Tickets {

    private static final String INSERT = """
        INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name,
                            reporter_email, source, request_key, request_hash, priority, task_priority, status,
                            response_due, resolution_due, created_at)
        VALUES (:id, :application, :title, :description, :type, :impact, :labels, :reporterName,
                :reporterEmail, :source, :requestKey, :requestHash, :priority, :taskPriority, :status,
                :responseDue, :resolutionDue, :createdAt)
        ON CONFLICT (request_key) DO NOTHING
        """;
    private static final String SELECT = "SELECT * FROM ticket ";
    private static final String LIST = SELECT + """
        WHERE (:application::text IS NULL OR application = :application)
          AND (:status::text IS NULL OR status = :status)
        ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
        """;
    private static final String OPEN = SELECT + """
        WHERE closed_at IS NULL ORDER BY task_priority DESC, created_at, id LIMIT :limit
        """;
    private static final String CLAIM = """
        UPDATE ticket SET process_instance_key = :key,
               process_number = process_number + CASE WHEN process_instance_key IS NULL THEN 1 ELSE 0 END
         WHERE id = :id AND (process_instance_key IS NULL OR process_instance_key = :key)
        """;
    private static final String REASSIGN =
            "UPDATE ticket SET process_instance_key = :key, process_number = process_number + 1 WHERE id = :id";
    private static final String PROCESS_NUMBER = "SELECT process_number FROM ticket WHERE id = :id";
    private static final String TARGETS = """
        UPDATE ticket SET type = :type, impact = :impact, labels = :labels, priority = :priority,
               task_priority = :taskPriority, response_due = :responseDue, resolution_due = :resolutionDue
         WHERE id = :id
        """;
    private static final String DUE_DATES = """
        UPDATE ticket SET response_due = :responseDue, resolution_due = :resolutionDue WHERE id = :id
        """;
    private static final String STATUS = """
        UPDATE ticket SET status = :status, closed_at = :closedAt WHERE id = :id
        """;
    private static final String RECLASSIFIED = """
        SELECT coalesce(reclassified_at > greatest(created_at, (SELECT max(s.completed_at) FROM ticket_step s
                                                                 WHERE s.ticket_id = t.id AND s.element_id = :qualify)),
                        false)
          FROM ticket t WHERE id = :id
        """;
    private static final String KEEP = """
        UPDATE ticket
           SET owner = coalesce(:owner, owner), team = coalesce(:team, team),
               planned_release = coalesce(:plannedRelease, planned_release),
               duplicate_of = coalesce(:duplicateOf, duplicate_of), root_cause = coalesce(:rootCause, root_cause),
               pull_request = coalesce(:pullRequest, pull_request),
               release_note = coalesce(:releaseNote, release_note),
               release_note_kind = coalesce(:releaseNoteKind, release_note_kind),
               coverage = coalesce(:coverage, coverage),
               satisfaction = coalesce(:satisfaction, satisfaction)
         WHERE id = :id
        """;

    private static final String OF_LETTER_BOX = """
        SELECT count(*) FROM ticket
         WHERE lower(regexp_replace(reporter_email, '[+][^@]*@', '@')) = lower(regexp_replace(:email, '[+][^@]*@', '@'))
           AND created_at > :since
        """;
    private static final String LAST_COVERAGE = """
        SELECT coverage FROM ticket
         WHERE application = :application AND status = 'resolved' AND coverage IS NOT NULL
         ORDER BY closed_at DESC LIMIT 1
        """;

    private final JdbcClient jdbc;

    Tickets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("SELECT nextval('ticket_number')").query(Long.class).single();
    }

    /** How many tickets name this letter box since then: what stands behind a plus is sorted by its owner. */
    int countOfReporter(String email, Instant since) {
        return jdbc.sql(OF_LETTER_BOX)
                .param("email", email)
                .param("since", timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** False if a ticket with the same request key is there already. */
    boolean insert(Ticket ticket, @Nullable String requestKey, String requestHash) {
        return jdbc.sql(INSERT)
                        .param("id", ticket.id())
                        .param("application", ticket.application())
                        .param("title", ticket.title())
                        .param("description", ticket.description())
                        .param("type", ticket.type().id())
                        .param("impact", ticket.impact().id())
                        .param("labels", labels(ticket.labels()))
                        .param("reporterName", ticket.reporter().name())
                        .param("reporterEmail", ticket.reporter().email())
                        .param("source", ticket.source().id())
                        .param("requestKey", requestKey)
                        .param("requestHash", requestKey == null ? null : requestHash)
                        .param("priority", ticket.priority())
                        .param("taskPriority", ticket.taskPriority())
                        .param("status", ticket.status().id())
                        .param("responseDue", timestamp(ticket.responseDue()))
                        .param("resolutionDue", timestamp(ticket.resolutionDue()))
                        .param("createdAt", timestamp(ticket.createdAt()))
                        .update()
                == 1;
    }

    Optional<Ticket> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(Tickets::ticket)
                .optional();
    }

    /** Locks the row until the end of the transaction. */
    Ticket lock(String id) {
        return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Tickets::ticket)
                .optional()
                .orElseThrow(() -> unknown(id));
    }

    Ticket require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    Optional<Ticket> findByProcessInstance(long processInstanceKey) {
        return jdbc.sql(SELECT + "WHERE process_instance_key = :key")
                .param("key", processInstanceKey)
                .query(Tickets::ticket)
                .optional();
    }

    Optional<Ticket> findByRequestKey(String requestKey) {
        return jdbc.sql(SELECT + "WHERE request_key = :key")
                .param("key", requestKey)
                .query(Tickets::ticket)
                .optional();
    }

    /** Tells the request that made the ticket; empty for one from before that was kept. */
    Optional<String> requestHash(String id) {
        return jdbc.sql("SELECT coalesce(request_hash, '') FROM ticket WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(hash -> !hash.isEmpty());
    }

    void reclassified(String id, Instant at) {
        jdbc.sql("UPDATE ticket SET reclassified_at = :at WHERE id = :id")
                .param("id", id)
                .param("at", timestamp(at))
                .update();
    }

    /** Whether somebody outside the process said what the ticket is about after its process last did. */
    boolean isReclassified(String id) {
        return jdbc.sql(RECLASSIFIED)
                .param("id", id)
                .param("qualify", TicketStep.QUALIFY.elementId())
                .query(Boolean.class)
                .single();
    }

    /** Which ticket it is a duplicate of; null: of none. */
    void duplicateOf(String id, @Nullable String other) {
        jdbc.sql("UPDATE ticket SET duplicate_of = :other WHERE id = :id")
                .param("id", id)
                .param("other", other)
                .update();
    }

    List<Ticket> list(@Nullable String application, @Nullable TicketStatus status, int limit, int offset) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("status", status == null ? null : status.id())
                .param("limit", limit)
                .param("offset", offset)
                .query(Tickets::ticket)
                .list();
    }

    /** Those that are not closed, the most important first. */
    List<Ticket> open(int limit) {
        return jdbc.sql(OPEN).param("limit", limit).query(Tickets::ticket).list();
    }

    /** False if another process instance works on the ticket. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    void reassign(String id, long processInstanceKey) {
        jdbc.sql(REASSIGN).param("id", id).param("key", processInstanceKey).update();
    }

    /** How many processes the ticket has had. */
    int processNumber(String id) {
        return jdbc.sql(PROCESS_NUMBER).param("id", id).query(Integer.class).single();
    }

    void updateTargets(Ticket ticket) {
        jdbc.sql(TARGETS)
                .param("id", ticket.id())
                .param("type", ticket.type().id())
                .param("impact", ticket.impact().id())
                .param("labels", labels(ticket.labels()))
                .param("priority", ticket.priority())
                .param("taskPriority", ticket.taskPriority())
                .param("responseDue", timestamp(ticket.responseDue()))
                .param("resolutionDue", timestamp(ticket.resolutionDue()))
                .update();
    }

    void updateDueDates(String id, DueDates due) {
        jdbc.sql(DUE_DATES)
                .param("id", id)
                .param("responseDue", timestamp(due.response()))
                .param("resolutionDue", timestamp(due.resolution()))
                .update();
    }

    void updateStatus(String id, TicketStatus status, @Nullable Instant closedAt) {
        jdbc.sql(STATUS)
                .param("id", id)
                .param("status", status.id())
                .param("closedAt", timestamp(closedAt))
                .update();
    }

    /** Keeps what people filled in; a value that is null leaves the earlier one. */
    void keep(String id, StepValues values) {
        jdbc.sql(KEEP)
                .param("id", id)
                .param("owner", values.text("owner"))
                .param("team", values.text("team"))
                .param("plannedRelease", values.text("plannedRelease"))
                .param("duplicateOf", values.text("duplicateOf"))
                .param("rootCause", values.text("rootCause"))
                .param("pullRequest", values.text("pullRequest"))
                .param("releaseNote", values.text("releaseNote"))
                .param("releaseNoteKind", values.text("releaseNoteKind"))
                .param("coverage", values.percent("coverageAfter"))
                .param("satisfaction", values.satisfaction())
                .update();
    }

    /** The test coverage after the change of the application that was resolved last; empty if none is known. */
    Optional<BigDecimal> lastCoverage(String application) {
        return jdbc.sql(LAST_COVERAGE)
                .param("application", application)
                .query(BigDecimal.class)
                .optional();
    }

    private static NotFoundException unknown(String id) {
        return new NotFoundException("there is no ticket " + id, "List the tickets with GET /api/tickets.");
    }

    private static String[] labels(Set<Label> labels) {
        return labels.stream().map(Label::id).sorted().toArray(String[]::new);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    static Ticket ticket(ResultSet row, int number) throws SQLException {
        return new Ticket(
                row.getString("id"),
                row.getString("application"),
                row.getString("title"),
                row.getString("description"),
                TicketType.find(row.getString("type")).orElseThrow(),
                Impact.find(row.getString("impact")).orElseThrow(),
                Arrays.stream((String[]) row.getArray("labels").getArray())
                        .map(label -> Label.find(label).orElseThrow())
                        .collect(toUnmodifiableSet()),
                new Reporter(row.getString("reporter_name"), row.getString("reporter_email")),
                TicketSource.find(row.getString("source")).orElseThrow(),
                row.getString("priority"),
                row.getInt("task_priority"),
                TicketStatus.of(row.getString("status")),
                Rows.instant(row, "response_due"),
                Rows.instant(row, "resolution_due"),
                row.getObject("process_instance_key", Long.class),
                row.getString("owner"),
                row.getString("team"),
                row.getString("planned_release"),
                row.getString("duplicate_of"),
                row.getString("root_cause"),
                row.getString("recurrence_of"),
                row.getString("pull_request"),
                row.getString("release_note"),
                row.getObject("satisfaction", Integer.class),
                row.getTimestamp("created_at").toInstant(),
                Rows.instant(row, "closed_at"));
    }
}
