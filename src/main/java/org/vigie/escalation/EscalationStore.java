package org.vigie.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;
import org.vigie.sla.TargetKind;

/** The tables of escalations and of who was told. */
@Repository
class EscalationStore {

    private static final String INSERT = """
            INSERT INTO escalation (id, ticket_id, target, state, started_at)
            VALUES (:id, :ticketId, :target, 'running', :now) ON CONFLICT DO NOTHING
            """;
    private static final String END = """
            UPDATE escalation
               SET state = :state, ended_at = :now, acknowledged_by = :by, acknowledged_via = :via, remark = :remark
             WHERE id = :id AND state = 'running'
            """;
    private static final String ACKNOWLEDGE_LATE = """
            UPDATE escalation
               SET state = 'acknowledged', ended_at = :now, acknowledged_by = :by, acknowledged_via = :via,
                   remark = :remark
             WHERE id = :id AND state IN ('running', 'exhausted')
            """;
    private static final String FIND = "SELECT * FROM escalation WHERE id = :id";
    private static final String OF_TICKET =
            "SELECT * FROM escalation WHERE ticket_id = :ticketId ORDER BY started_at, id";
    private static final String TELL = """
            INSERT INTO escalation_notice (escalation_id, step, contact, told_at)
            VALUES (:id, :step, :contact, :now) ON CONFLICT DO NOTHING
            """;
    private static final String LAST_TOLD = """
            SELECT step, max(told_at) AS told_at FROM escalation_notice WHERE escalation_id = :id
             GROUP BY step ORDER BY step DESC LIMIT 1
            """;
    private static final String TOLD = """
            SELECT DISTINCT contact FROM escalation_notice WHERE escalation_id = :id ORDER BY contact
            """;

    /** A step of which people were told. */
    record Told(int step, Instant at) {}

    private final JdbcClient jdbc;

    EscalationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it is there already. */
    boolean insert(String id, String ticketId, TargetKind target, Instant now) {
        return jdbc.sql(INSERT)
                        .param("id", id)
                        .param("ticketId", ticketId)
                        .param("target", target.code())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** False unless it was running. */
    boolean end(String id, Escalation.State state, Instant now) {
        return write(END, id, null, null, null, now)
                        .param("state", state.code())
                        .update()
                == 1;
    }

    /** False if somebody did before, or if it was no longer needed. */
    boolean acknowledge(String id, String by, Escalation.Way way, @Nullable String remark, Instant now) {
        return write(ACKNOWLEDGE_LATE, id, by, way.code(), remark, now).update() == 1;
    }

    Optional<Escalation> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(EscalationStore::escalation).optional();
    }

    /** Locks the row until the end of the transaction. */
    Escalation lock(String id) {
        return jdbc.sql(FIND + " FOR UPDATE")
                .param("id", id)
                .query(EscalationStore::escalation)
                .single();
    }

    /** Oldest first. */
    List<Escalation> of(String ticketId) {
        return jdbc.sql(OF_TICKET)
                .param("ticketId", ticketId)
                .query(EscalationStore::escalation)
                .list();
    }

    void told(String id, int step, String contact, Instant now) {
        jdbc.sql(TELL)
                .param("id", id)
                .param("step", step)
                .param("contact", contact)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The last step of which somebody was told. */
    Optional<Told> lastTold(String id) {
        return jdbc.sql(LAST_TOLD)
                .param("id", id)
                .query((row, number) ->
                        new Told(row.getInt("step"), row.getTimestamp("told_at").toInstant()))
                .optional();
    }

    /** The ids of the contacts who were told. */
    List<String> told(String id) {
        return jdbc.sql(TOLD).param("id", id).query(String.class).list();
    }

    private JdbcClient.StatementSpec write(
            String sql, String id, @Nullable String by, @Nullable String way, @Nullable String remark, Instant now) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("by", by)
                .param("via", way)
                .param("remark", remark)
                .param("now", Timestamp.from(now));
    }

    private static Escalation escalation(ResultSet row, int number) throws SQLException {
        String way = row.getString("acknowledged_via");
        return new Escalation(
                row.getString("id"),
                row.getString("ticket_id"),
                TargetKind.parse(row.getString("target")),
                Escalation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "ended_at"),
                row.getString("acknowledged_by"),
                way == null ? null : Escalation.Way.valueOf(way.toUpperCase(Locale.ROOT)),
                row.getString("remark"));
    }
}
