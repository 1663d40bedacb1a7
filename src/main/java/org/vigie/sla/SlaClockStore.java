package org.vigie.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;
import org.vigie.sla.clock.SlaEvent;
import org.vigie.sla.clock.TargetClock;

/** The tables of clocks and of their events. */
@Repository
class SlaClockStore {

    private static final String INSERT = """
            INSERT INTO sla_clock (ticket_id, target, application, state, due, warn_at, warn_percent, revision, changed_at)
            VALUES (:ticketId, :target, :application, :state, :due, :warnAt, :warnPercent, :revision, :changedAt)
            ON CONFLICT DO NOTHING
            """;
    private static final String UPDATE = """
            UPDATE sla_clock
               SET state = :state, due = :due, warn_at = :warnAt, warn_percent = :warnPercent, revision = :revision,
                   changed_at = :changedAt, stopped_at = :stoppedAt, warned_at = :warnedAt, breached_at = :breachedAt,
                   seen_revision = CASE WHEN state = 'stopped' AND :state <> 'stopped' THEN 0 ELSE seen_revision END
             WHERE ticket_id = :ticketId AND target = :target
            """;
    private static final String APPEND = """
            INSERT INTO sla_event (ticket_id, target, seq, event) VALUES (:ticketId, :target, :seq, :event::jsonb)
            """;
    private static final String EVENTS = """
            SELECT event FROM sla_event WHERE ticket_id = :ticketId AND target = :target ORDER BY seq
            """;
    private static final String ONE = "SELECT * FROM sla_clock WHERE ticket_id = :ticketId AND target = :target ";
    private static final String OF_TICKET = "SELECT * FROM sla_clock WHERE ticket_id = :ticketId ORDER BY target DESC ";
    private static final String RUNNING = """
            SELECT * FROM sla_clock WHERE ticket_id IN (:ticketIds) AND state <> 'stopped' ORDER BY target DESC
            """;
    private static final String SEEN = """
            UPDATE sla_clock SET seen_revision = CASE WHEN state = 'stopped' THEN 2147483647 ELSE revision END,
                   process_instance_key = :process
             WHERE ticket_id = :ticketId AND target = :target
            """;
    /** A clock that stopped before its process saw the start has none, and is not looked for beyond an hour. */
    private static final String OVERLOOKED = """
            SELECT * FROM sla_clock
             WHERE (seen_revision < revision AND changed_at < :before
                    AND (state <> 'stopped' OR changed_at > :before::timestamptz - interval '1 hour'))
                OR (state <> 'stopped'
                    AND (due < :before AND breached_at IS NULL
                         OR warn_at < :before AND warned_at IS NULL AND breached_at IS NULL))
             ORDER BY changed_at LIMIT :limit
            """;

    private static final String OF_PROCESS = "SELECT ticket_id FROM sla_clock WHERE process_instance_key = :process";
    private static final String FORGET_PROCESSES = """
            UPDATE sla_clock SET process_instance_key = NULL,
                   seen_revision = CASE WHEN state = 'stopped' THEN seen_revision ELSE 0 END
            """;

    private static final String OPEN_TICKETS = """
            SELECT DISTINCT ticket_id FROM sla_clock
             WHERE application = :application AND state <> 'stopped' ORDER BY ticket_id
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;

    SlaClockStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False if the clock is there already. */
    boolean insert(ClockRecord clock) {
        return write(INSERT, clock).param("application", clock.application()).update() == 1;
    }

    void update(ClockRecord clock) {
        write(UPDATE, clock)
                .param("stoppedAt", timestamp(clock.stoppedAt()))
                .param("warnedAt", timestamp(clock.warnedAt()))
                .param("breachedAt", timestamp(clock.breachedAt()))
                .update();
    }

    void append(String ticketId, TargetKind target, int seq, SlaEvent event) {
        jdbc.sql(APPEND)
                .param("ticketId", ticketId)
                .param("target", target.code())
                .param("seq", seq)
                .param("event", text(event))
                .update();
    }

    /** All events of a clock in their order; empty if there is no such clock. */
    List<SlaEvent> events(String ticketId, TargetKind target) {
        return jdbc.sql(EVENTS)
                .param("ticketId", ticketId)
                .param("target", target.code())
                .query((row, number) -> event(row.getString("event")))
                .list();
    }

    /** Locks the row until the end of the transaction. */
    Optional<ClockRecord> lock(String ticketId, TargetKind target) {
        return one(ONE + "FOR UPDATE", ticketId, target);
    }

    Optional<ClockRecord> find(String ticketId, TargetKind target) {
        return one(ONE, ticketId, target);
    }

    /** The clocks of a ticket, response first. */
    List<ClockRecord> of(String ticketId) {
        return jdbc.sql(OF_TICKET)
                .param("ticketId", ticketId)
                .query(SlaClockStore::clock)
                .list();
    }

    /** Tickets of an application that have a clock which has not stopped. */
    List<String> openTickets(String application) {
        return jdbc.sql(OPEN_TICKETS)
                .param("application", application)
                .query(String.class)
                .list();
    }

    /** The clocks of these tickets that have not stopped, response first. */
    List<ClockRecord> running(Collection<String> ticketIds) {
        return ticketIds.isEmpty()
                ? List.of()
                : jdbc.sql(RUNNING)
                        .param("ticketIds", ticketIds)
                        .query(SlaClockStore::clock)
                        .list();
    }

    /** The process has seen what the clock shows now. */
    void seen(String ticketId, TargetKind target, long processInstanceKey) {
        jdbc.sql(SEEN)
                .param("process", processInstanceKey)
                .param("ticketId", ticketId)
                .param("target", target.code())
                .update();
    }

    /** The ticket whose clock this process looked at last. */
    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql(OF_PROCESS)
                .param("process", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** The engine is another one: no process has seen any clock that goes on. */
    void forgetProcesses() {
        jdbc.sql(FORGET_PROCESSES).update();
    }

    /** Clocks that their process should have looked at before an instant and has not. */
    List<ClockRecord> overlooked(Instant before, int limit) {
        return jdbc.sql(OVERLOOKED)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(SlaClockStore::clock)
                .list();
    }

    private Optional<ClockRecord> one(String sql, String ticketId, TargetKind target) {
        return jdbc.sql(sql)
                .param("ticketId", ticketId)
                .param("target", target.code())
                .query(SlaClockStore::clock)
                .optional();
    }

    private JdbcClient.StatementSpec write(String sql, ClockRecord clock) {
        return jdbc.sql(sql)
                .param("ticketId", clock.ticketId())
                .param("target", clock.target().code())
                .param("state", clock.state().name().toLowerCase(Locale.ROOT))
                .param("due", timestamp(clock.due()))
                .param("warnAt", timestamp(clock.warnAt()))
                .param("warnPercent", clock.warnPercent())
                .param("revision", clock.revision())
                .param("changedAt", timestamp(clock.changedAt()));
    }

    private String text(SlaEvent event) {
        return json.write(SlaEvent.class, event);
    }

    private SlaEvent event(String text) {
        return json.read(text, SlaEvent.class);
    }

    private static ClockRecord clock(ResultSet row, int number) throws SQLException {
        return new ClockRecord(
                row.getString("ticket_id"),
                TargetKind.parse(row.getString("target")),
                row.getString("application"),
                TargetClock.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Rows.instant(row, "due"),
                Rows.instant(row, "warn_at"),
                row.getInt("warn_percent"),
                row.getInt("revision"),
                row.getTimestamp("changed_at").toInstant(),
                Rows.instant(row, "stopped_at"),
                Rows.instant(row, "warned_at"),
                Rows.instant(row, "breached_at"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
