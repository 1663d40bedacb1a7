package org.vigie.kpi.report;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.kpi.KpiMonth;

/**
 * How the plan of an application was kept over a month.
 *
 * @param id such as {@code MR-12}
 * @param month such as 2026-11
 * @param figures as they were when it was made
 * @param tickets ids of improvement tickets by indicator
 * @param remark what the person who looked at it left; null before
 * @param reviewedBy the account; null before
 * @param closedAt null while a person is asked
 */
public record MonthlyReport(
        String id,
        String application,
        String month,
        Instant madeAt,
        KpiMonth figures,
        ReportStatus status,
        Map<String, String> tickets,
        @Nullable String remark,
        @Nullable String reviewedBy,
        @Nullable Instant closedAt) {

    public MonthlyReport {
        tickets = Map.copyOf(tickets);
    }
}
