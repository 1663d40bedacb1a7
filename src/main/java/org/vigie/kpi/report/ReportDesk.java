package org.vigie.kpi.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.audit.Account;
import org.vigie.kpi.Figure;
import org.vigie.kpi.KpiWords;
import org.vigie.plan.MaintenancePlan;

/** What a review of missed objectives shows to the person who looks, and what becomes of the remark. */
@Service
public class ReportDesk {

    private static final int LONGEST = 2_000;

    private final MonthlyReports reports;
    private final ImprovementTickets tickets;
    private final ReportLinks links;
    private final Clock clock;

    ReportDesk(MonthlyReports reports, ImprovementTickets tickets, ReportLinks links, Clock clock) {
        this.reports = reports;
        this.tickets = tickets;
        this.links = links;
        this.clock = clock;
    }

    /** What the form shows. */
    public record Shown(
            String applicationName,
            String month,
            String reportLink,
            Instant answerDue,
            List<Map<String, String>> missed) {}

    /**
     * Opens the improvement tickets. Can be called again for the same process instance.
     *
     * @param within how long the person may take
     * @return empty if nobody has to look: it is over, or another process instance carries it out
     */
    public Optional<Shown> prepare(String id, long processInstanceKey, Duration within) {
        if (reports.begin(id, processInstanceKey).isEmpty()) {
            return Optional.empty();
        }
        MonthlyReport begun = reports.require(id);
        MaintenancePlan plan = reports.requirePlan(begun.application());
        tickets.open(plan, begun);
        MonthlyReport report = reports.require(id);
        return Optional.of(new Shown(
                plan.name(),
                report.month(),
                links.of(report),
                clock.instant().plus(within),
                report.figures().breached().stream()
                        .map(figure -> line(report, figure))
                        .toList()));
    }

    private static Map<String, String> line(MonthlyReport report, Figure figure) {
        KpiWords words = KpiWords.of(Locale.ENGLISH);
        return Map.of(
                "indicator",
                words.title(figure.kpi()),
                "figure",
                words.value(figure),
                "objective",
                words.objective(figure),
                "ticket",
                report.tickets().getOrDefault(figure.kpi().id(), ""));
    }

    /**
     * Keeps what the person left. Can be called again with the same remark.
     *
     * @param account who completed the task, as the server tells
     * @return why it is not accepted; empty if it is
     */
    public Optional<String> record(String id, Account account, @Nullable String remark) {
        if (reports.require(id).closedAt() != null) {
            return Optional.empty();
        }
        if (account.isNobody()) {
            return Optional.of(
                    "the task was completed without being assigned to anybody. Assign it to yourself, then complete it.");
        }
        if (remark == null || remark.isBlank()) {
            return Optional.of("there is no remark. Say why the objectives were missed and what comes of it.");
        }
        if (remark.length() > LONGEST) {
            return Optional.of("the remark is longer than " + LONGEST + " characters. Shorten it.");
        }
        reports.close(id, ReportStatus.REVIEWED, remark.strip(), account.required());
        return Optional.empty();
    }

    /** Nobody looked in time. */
    public void endUnanswered(String id) {
        reports.close(id, ReportStatus.UNANSWERED, null, null);
    }
}
