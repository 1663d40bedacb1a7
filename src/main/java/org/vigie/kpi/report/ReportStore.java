package org.vigie.kpi.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.kpi.KpiMonth;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;
import org.vigie.shared.StoredJson;

/** The tables of monthly reports. */
@Repository
class ReportStore {

    private static final String BEGIN = """
            INSERT INTO monthly_report_calendar (application, since_month) VALUES (:application, :month) ON CONFLICT DO NOTHING
            """;
    private static final String SINCE =
            "SELECT since_month FROM monthly_report_calendar WHERE application = :application";
    private static final String INSERT = """
            INSERT INTO monthly_report (id, application, month, made_at, figures, status, process_since, closed_at)
            VALUES ('MR-' || nextval('monthly_report_number'), :application, :month, :now, :figures::jsonb, :status, :now, :closedAt)
            ON CONFLICT (application, month) DO NOTHING RETURNING *
            """;
    private static final String LATEST = """
            SELECT * FROM monthly_report WHERE application = :application AND month <= :month ORDER BY month DESC LIMIT :limit
            """;
    private static final String CLAIM = """
            UPDATE monthly_report SET process_instance_key = :key
             WHERE id = :id AND closed_at IS NULL AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String CLOSE = """
            UPDATE monthly_report SET status = :status, remark = :remark, reviewed_by = :account, closed_at = :now
             WHERE id = :id AND closed_at IS NULL
            """;
    private static final String TICKET = """
            INSERT INTO monthly_report_ticket (report_id, kpi, ticket_id) VALUES (:id, :kpi, :ticket) ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;

    ReportStore(JdbcClient jdbc, StoredJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** From which month on there are reports: the given one for an application that is looked at for the first time. */
    YearMonth since(String application, YearMonth current) {
        jdbc.sql(BEGIN)
                .param("application", application)
                .param("month", current.toString())
                .update();
        return YearMonth.parse(jdbc.sql(SINCE)
                .param("application", application)
                .query(String.class)
                .single());
    }

    /** The months that have one. */
    Set<String> months(String application) {
        return Set.copyOf(jdbc.sql("SELECT month FROM monthly_report WHERE application = :application")
                .param("application", application)
                .query(String.class)
                .list());
    }

    /** Empty if the month has one. */
    Optional<MonthlyReport> insert(KpiMonth figures, ReportStatus status, Instant now) {
        return jdbc.sql(INSERT)
                .param("application", figures.application())
                .param("month", figures.month())
                .param("now", Timestamp.from(now))
                .param("figures", json.write(figures))
                .param("status", status.id())
                .param("closedAt", status == ReportStatus.MADE ? Timestamp.from(now) : null)
                .query(this::report)
                .optional();
    }

    Optional<MonthlyReport> find(String application, String month) {
        return jdbc.sql("SELECT * FROM monthly_report WHERE application = :application AND month = :month")
                .param("application", application)
                .param("month", month)
                .query(this::report)
                .optional();
    }

    /** Newest first, up to a month. */
    List<MonthlyReport> latest(String application, String upTo, int limit) {
        return jdbc.sql(LATEST)
                .param("application", application)
                .param("month", upTo)
                .param("limit", limit)
                .query(this::report)
                .list();
    }

    MonthlyReport require(String id) {
        return one("SELECT * FROM monthly_report WHERE id = :id", id);
    }

    /** Locks the row until the end of the transaction. */
    MonthlyReport lock(String id) {
        return one("SELECT * FROM monthly_report WHERE id = :id FOR UPDATE", id);
    }

    /** The id of the open one that the process carries out. */
    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM monthly_report WHERE process_instance_key = :key AND closed_at IS NULL")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** False if it is over or another process carries it out. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    void ticket(String id, String kpi, String ticketId) {
        jdbc.sql(TICKET)
                .param("id", id)
                .param("kpi", kpi)
                .param("ticket", ticketId)
                .update();
    }

    /** False if it was over before. */
    boolean close(String id, ReportStatus status, @Nullable String remark, @Nullable String account, Instant now) {
        return jdbc.sql(CLOSE)
                        .param("id", id)
                        .param("status", status.id())
                        .param("remark", remark)
                        .param("account", account)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private MonthlyReport one(String sql, String id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(this::report)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no monthly report " + id,
                        "List them with GET /api/applications/{app}/monthly-reports."));
    }

    private Map<String, String> tickets(String id) {
        Map<String, String> tickets = new HashMap<>();
        jdbc.sql("SELECT kpi, ticket_id FROM monthly_report_ticket WHERE report_id = :id")
                .param("id", id)
                .query(row -> {
                    tickets.put(row.getString("kpi"), row.getString("ticket_id"));
                });
        return tickets;
    }

    private MonthlyReport report(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        return new MonthlyReport(
                id,
                row.getString("application"),
                row.getString("month"),
                row.getTimestamp("made_at").toInstant(),
                json.read(row.getString("figures"), KpiMonth.class),
                ReportStatus.of(row.getString("status")),
                tickets(id),
                row.getString("remark"),
                row.getString("reviewed_by"),
                Rows.instant(row, "closed_at"));
    }
}
