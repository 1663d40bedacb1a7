package org.vigie.kpi.report;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.kpi.Figure;
import org.vigie.kpi.KpiMonth;
import org.vigie.kpi.Kpis;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** The life of monthly reports: made once for each month that is over, told, and looked at when an objective was missed. */
@Service
public class MonthlyReports {

    private static final String MISSED = "kpi-objectives-missed";
    /** Local hour of the first of the month at which the month before is reported. */
    private static final int HOUR = 6;
    /** After an outage at most so many at once; the next look goes on. */
    private static final int MOST = 6;

    private final ReportStore store;
    private final ReportProcesses processes;
    private final ProcessRequests requests;
    private final ReportNotices notices;
    private final Kpis kpis;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    MonthlyReports(
            ReportStore store,
            ReportProcesses processes,
            ProcessRequests requests,
            ReportNotices notices,
            Kpis kpis,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.requests = requests;
        this.notices = notices;
        this.kpis = kpis;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /** The months of a plan that are over and have no report, oldest first. */
    List<YearMonth> due(MaintenancePlan plan) {
        ZonedDateTime now = clock.instant().atZone(plan.timeZone());
        YearMonth current = YearMonth.from(now);
        YearMonth first = store.since(plan.application(), current);
        Set<String> made = store.months(plan.application());
        List<YearMonth> due = new ArrayList<>();
        for (YearMonth month = first; month.isBefore(current); month = month.plusMonths(1)) {
            boolean early = month.plusMonths(1).equals(current)
                    && now.isBefore(current.atDay(1).atTime(HOUR, 0).atZone(plan.timeZone()));
            if (!early && !made.contains(month.toString()) && due.size() < MOST) {
                due.add(month);
            }
        }
        return due;
    }

    /**
     * Makes the report of a month that is over. Can be called again and then does nothing.
     *
     * @return empty if the month has one
     */
    @Transactional
    public Optional<MonthlyReport> make(MaintenancePlan plan, YearMonth month) {
        KpiMonth figures = kpis.of(plan.application(), month);
        if (!figures.complete()) {
            return Optional.empty();
        }
        List<Figure> missed = figures.breached();
        Optional<MonthlyReport> made =
                store.insert(figures, missed.isEmpty() ? ReportStatus.MADE : ReportStatus.REVIEW, clock.instant());
        made.ifPresent(report -> {
            add(
                    report.id(),
                    AuditEntry.VIGIE,
                    "monthly report made",
                    Map.of(
                            "application", report.application(),
                            "month", report.month(),
                            "missed",
                                    missed.stream()
                                            .map(figure -> figure.kpi().id())
                                            .collect(Collectors.joining(", "))));
            notices.tell(plan, report);
            if (!missed.isEmpty()) {
                start(report.id(), "");
            }
        });
        return made;
    }

    /** Reports of an application, newest first. */
    public List<MonthlyReport> list(String application, int limit) {
        requirePlan(application);
        return store.latest(application, "9999-12", limit);
    }

    /**
     * The report of a month.
     *
     * @throws NotFoundException if there is none
     */
    public MonthlyReport require(String application, YearMonth month) {
        requirePlan(application);
        return store.find(application, month.toString())
                .orElseThrow(
                        () -> new NotFoundException(
                                "there is no report of " + application + " for " + month,
                                "Reports are made on the first of the month for the month before; GET /api/kpis has the figures of any month."));
    }

    /** The reports up to a month, oldest first. */
    List<MonthlyReport> upTo(MonthlyReport report, int count) {
        return store.latest(report.application(), report.month(), count).reversed();
    }

    MaintenancePlan requirePlan(String application) {
        return plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
    }

    /** Asks for a process that lets a person look at it. */
    void start(String id, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        requests.request(new ProcessRequest(
                "monthly-report/" + id + "/start" + turn,
                MISSED,
                id,
                id,
                Duration.ZERO,
                Map.of("reportId", id, "application", store.require(id).application())));
    }

    /**
     * Binds a process instance to its report. Can be called again for the same instance.
     *
     * @return empty if it is over or another process instance carries it out
     */
    @Transactional
    public Optional<MonthlyReport> begin(String id, long processInstanceKey) {
        requests.seen(id, MISSED);
        MonthlyReport report = store.lock(id);
        if (!store.claim(id, processInstanceKey)) {
            return Optional.empty();
        }
        processes.adopted(id);
        return Optional.of(report);
    }

    /**
     * Ends the review.
     *
     * @param account who looked at it; null if nobody did
     */
    @Transactional
    public void close(String id, ReportStatus status, @Nullable String remark, @Nullable String account) {
        if (store.close(id, status, remark, account, clock.instant())) {
            processes.adopted(id);
            requests.withdraw(id);
            add(
                    id,
                    account == null ? AuditEntry.VIGIE : account,
                    "monthly report " + status.id(),
                    remark == null ? Map.of() : Map.of("remark", remark));
        }
    }

    MonthlyReport require(String id) {
        return store.require(id);
    }

    private void add(String id, String actor, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), actor, action, details), id + "/" + action);
    }
}
