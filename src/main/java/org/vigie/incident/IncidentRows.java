package org.vigie.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;
import org.vigie.ticket.Impact;

/** The tables of incidents and of the alerts that joined them. */
@Repository
class IncidentRows {

    private static final String LOCK_FAULTS = "SELECT pg_advisory_xact_lock(hashtextextended(:key, 11))";
    private static final String INSERT = """
            INSERT INTO incident (id, application, title, impact, priority, alert_group, components, since, opened_at,
                                  opened_by)
            VALUES (:id, :application, :title, :impact, :priority, :group, :components, :since, :openedAt, :openedBy)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String FIND = "SELECT * FROM incident WHERE id = :id";
    private static final String OPEN_OF = """
            SELECT * FROM incident i
             WHERE application = :application AND resolved_at IS NULL
               AND (alert_group = :group
                    OR recovery_id IS NOT NULL AND recovery_succeeded IS NULL
                    OR EXISTS (SELECT 1 FROM incident_alert a WHERE a.incident_id = i.id AND a.monitor = :monitor))
             ORDER BY opened_at, id LIMIT 1
            """;
    private static final String FOR_RECOVERY = """
            SELECT * FROM incident
             WHERE application = :application AND resolved_at IS NULL
               AND (recovery_id IS NULL OR recovery_succeeded IS NOT NULL)
               AND (id = :askedBy OR :askedBy::text IS NULL AND priority IN ('LEVEL_1', 'P1'))
             ORDER BY opened_at, id LIMIT 1 FOR UPDATE
            """;
    private static final String OF_RECOVERY = "SELECT * FROM incident WHERE recovery_id = :recovery FOR UPDATE";
    private static final String RECOVERING = """
            UPDATE incident SET recovery_id = :recovery, recovery_succeeded = NULL WHERE id = :id
            """;
    private static final String RECOVERED = "UPDATE incident SET recovery_succeeded = :success WHERE id = :id";
    private static final String MOVED_AT = """
            SELECT greatest(i.diagnosed_at, i.resolved_at, max(r.prepared_at), max(r.started_at), max(r.ended_at)) AS at
              FROM incident i LEFT JOIN incident_remedy r ON r.incident_id = i.id
             WHERE i.id = :id GROUP BY i.id
            """;
    private static final String WAITS_FOR_OPERATION = """
            SELECT count(*) FROM incident i
             WHERE i.id = :id
               AND (i.recovery_id IS NOT NULL AND i.recovery_succeeded IS NULL
                    OR EXISTS (SELECT 1 FROM incident_remedy r
                                WHERE r.incident_id = i.id AND r.operation_id IS NOT NULL AND r.ended_at IS NULL))
            """;
    private static final String COUNT_OF = """
            SELECT count(*) FROM incident WHERE application = :application AND alert_group = :group
            """;
    private static final String OPEN_WITH = """
            SELECT i.* FROM incident i JOIN incident_alert a ON a.incident_id = i.id
             WHERE a.alert_id = :alert AND i.resolved_at IS NULL
            """;
    private static final String OPEN_APPLICATIONS =
            "SELECT DISTINCT application FROM incident WHERE resolved_at IS NULL ORDER BY application";
    private static final String JOIN = """
            INSERT INTO incident_alert (incident_id, alert_id, monitor, joined_at) VALUES (:id, :alert, :monitor, :at)
            ON CONFLICT DO NOTHING
            """;
    private static final String ALERTS = """
            SELECT alert_id FROM incident_alert WHERE incident_id = :id ORDER BY alert_id
            """;
    private static final String DIAGNOSED = """
            UPDATE incident SET diagnosis = :diagnosis, document = :document, diagnosed_at = :at WHERE id = :id
            """;
    private static final String TICKET = "UPDATE incident SET ticket_id = :value WHERE id = :id";
    private static final String CRISIS = "UPDATE incident SET crisis_id = :value WHERE id = :id";
    private static final String POST_MORTEM = "UPDATE incident SET post_mortem_id = :value WHERE id = :id";
    private static final String COMPONENTS = "UPDATE incident SET components = :value WHERE id = :id";
    private static final String RESOLVE = """
            UPDATE incident SET resolved_at = :at, resolved_by = :by WHERE id = :id AND resolved_at IS NULL
            """;
    private static final String LIST = """
            SELECT * FROM incident i
             WHERE (:application::text IS NULL OR application = :application)
               AND (NOT :open OR resolved_at IS NULL)
               AND (:before::text IS NULL
                    OR (opened_at, id) < (SELECT b.opened_at, b.id FROM incident b WHERE b.id = :before))
             ORDER BY opened_at DESC, id DESC LIMIT :limit
            """;

    private final JdbcClient jdbc;

    IncidentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps others from faults of the application until the end of the transaction, also while there are none. */
    void lockFaults(String application) {
        jdbc.sql(LOCK_FAULTS)
                .param("key", application)
                .query((row, number) -> true)
                .single();
    }

    void insert(Incident incident) {
        jdbc.sql(INSERT)
                .param("id", incident.id())
                .param("application", incident.application())
                .param("title", incident.title())
                .param("impact", incident.impact().id())
                .param("priority", incident.priority())
                .param("group", incident.alertGroup())
                .param("components", String.join(",", incident.components()))
                .param("since", Timestamp.from(incident.since()))
                .param("openedAt", Timestamp.from(incident.openedAt()))
                .param("openedBy", incident.openedBy())
                .update();
    }

    /** When something was found, tried or decided last. */
    Optional<Instant> movedAt(String id) {
        return jdbc.sql(MOVED_AT)
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(Rows.instant(row, "at")))
                .optional()
                .flatMap(found -> found);
    }

    /** Whether a rollback or a recovery is under way for it. */
    boolean waitsForOperation(String id) {
        return jdbc.sql(WAITS_FOR_OPERATION)
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<Incident> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(IncidentRows::incident).optional();
    }

    /**
     * Locks the row until the end of the transaction.
     *
     * @throws NotFoundException if there is none
     */
    Incident lock(String id) {
        return jdbc.sql(FIND + " FOR UPDATE")
                .param("id", id)
                .query(IncidentRows::incident)
                .optional()
                .orElseThrow(() -> unknown(id));
    }

    static NotFoundException unknown(String id) {
        return new NotFoundException("there is no incident " + id, "List them with GET /api/incidents.");
    }

    /**
     * The one that an alert of this group, or of this monitor, belongs to, or whose database is being recovered, which explains all; empty
     * if none is open.
     */
    Optional<Incident> openOf(String application, long group, @Nullable String monitor) {
        return jdbc.sql(OPEN_OF)
                .param("application", application)
                .param("group", group)
                .param("monitor", monitor)
                .query(IncidentRows::incident)
                .optional();
    }

    /**
     * Locks the one that goes on and that a recovery belongs to.
     *
     * @param askedBy the one that asked for it; null: a person did, and it is the oldest critical one
     */
    Optional<Incident> forRecovery(String application, @Nullable String askedBy) {
        return jdbc.sql(FOR_RECOVERY)
                .param("application", application)
                .param("askedBy", askedBy)
                .query(IncidentRows::incident)
                .optional();
    }

    /** Locks the one that a recovery belongs to. */
    Optional<Incident> ofRecovery(String recovery) {
        return jdbc.sql(OF_RECOVERY)
                .param("recovery", recovery)
                .query(IncidentRows::incident)
                .optional();
    }

    void recovering(String id, String recovery) {
        jdbc.sql(RECOVERING).param("id", id).param("recovery", recovery).update();
    }

    void recovered(String id, boolean success) {
        jdbc.sql(RECOVERED).param("id", id).param("success", success).update();
    }

    /** How many there were of this group. */
    int countOf(String application, long group) {
        return jdbc.sql(COUNT_OF)
                .param("application", application)
                .param("group", group)
                .query(Integer.class)
                .single();
    }

    /** Those that an alert joined and that go on. */
    List<Incident> openWith(long alert) {
        return jdbc.sql(OPEN_WITH)
                .param("alert", alert)
                .query(IncidentRows::incident)
                .list();
    }

    /** Applications of which one goes on. */
    List<String> openApplications() {
        return jdbc.sql(OPEN_APPLICATIONS).query(String.class).list();
    }

    /** False if it had joined before. */
    boolean join(String id, long alert, @Nullable String monitor, Instant at) {
        return jdbc.sql(JOIN)
                        .param("id", id)
                        .param("alert", alert)
                        .param("monitor", monitor)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    List<Long> alerts(String id) {
        return jdbc.sql(ALERTS).param("id", id).query(Long.class).list();
    }

    void diagnosed(String id, String diagnosis, String document, Instant at) {
        jdbc.sql(DIAGNOSED)
                .param("id", id)
                .param("diagnosis", diagnosis)
                .param("document", document)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What is known of it, as JSON; empty before it was diagnosed. */
    Optional<String> diagnosis(String id) {
        return text("SELECT diagnosis FROM incident WHERE id = :id", id);
    }

    /** The same for people. */
    Optional<String> document(String id) {
        return text("SELECT document FROM incident WHERE id = :id", id);
    }

    private Optional<String> text(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found);
    }

    void ticket(String id, String ticketId) {
        jdbc.sql(TICKET).param("id", id).param("value", ticketId).update();
    }

    void postMortem(String id, String postMortemId) {
        jdbc.sql(POST_MORTEM).param("id", id).param("value", postMortemId).update();
    }

    void components(String id, List<String> components) {
        jdbc.sql(COMPONENTS)
                .param("id", id)
                .param("value", String.join(",", components))
                .update();
    }

    void crisis(String id, String crisisId) {
        jdbc.sql(CRISIS).param("id", id).param("value", crisisId).update();
    }

    /** False if it was before. */
    boolean resolve(String id, Instant at, String by) {
        return jdbc.sql(RESOLVE)
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    List<Incident> list(@Nullable String application, boolean open, @Nullable String before, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("open", open)
                .param("before", before)
                .param("limit", limit)
                .query(IncidentRows::incident)
                .list();
    }

    private static Incident incident(ResultSet row, int number) throws SQLException {
        String components = row.getString("components");
        return new Incident(
                row.getString("id"),
                row.getString("application"),
                row.getString("title"),
                Impact.find(row.getString("impact")).orElse(Impact.SERVICE_DOWN),
                row.getString("priority"),
                row.getObject("alert_group", Long.class),
                components.isEmpty() ? List.of() : Arrays.asList(components.split(",")),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"),
                Rows.instant(row, "diagnosed_at"),
                row.getString("ticket_id"),
                row.getString("crisis_id"),
                row.getString("post_mortem_id"),
                row.getString("recovery_id"),
                row.getObject("recovery_succeeded", Boolean.class),
                Rows.instant(row, "resolved_at"),
                row.getString("resolved_by"));
    }
}
