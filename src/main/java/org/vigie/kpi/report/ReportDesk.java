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
import org.vigie.plan.LocalText;
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

    /**
     * What the form shows.
     *
     * @param language that of the plan
     */
    public record Shown(
            String applicationName,
            String language,
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
                plan.language().getLanguage(),
                report.month(),
                links.of(report),
                clock.instant().plus(within),
                report.figures().breached().stream()
                        .map(figure -> line(plan.language(), report, figure))
                        .toList()));
    }

    private static Map<String, String> line(Locale language, MonthlyReport report, Figure figure) {
        KpiWords words = KpiWords.of(language);
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
        MonthlyReport report = reports.require(id);
        if (report.closedAt() != null) {
            return Optional.empty();
        }
        Locale language = reports.requirePlan(report.application()).language();
        if (account.isNobody()) {
            return Optional.of(new LocalText(
                            "la tâche a été terminée sans être attribuée. Attribuez-la-vous, puis terminez-la.",
                            "the task was completed without being assigned to anybody. Assign it to yourself, then complete it.")
                    .in(language));
        }
        if (remark == null || remark.isBlank()) {
            return Optional.of(new LocalText(
                            "il manque une remarque. Dites pourquoi les objectifs ont été manqués et ce qui s’ensuit.",
                            "there is no remark. Say why the objectives were missed and what comes of it.")
                    .in(language));
        }
        if (remark.length() > LONGEST) {
            return Optional.of(new LocalText(
                            "la remarque dépasse " + LONGEST + " caractères. Raccourcissez-la.",
                            "the remark is longer than " + LONGEST + " characters. Shorten it.")
                    .in(language));
        }
        reports.close(id, ReportStatus.REVIEWED, remark.strip(), account.required());
        return Optional.empty();
    }

    /** Nobody looked in time. */
    public void endUnanswered(String id) {
        reports.close(id, ReportStatus.UNANSWERED, null, null);
    }
}
