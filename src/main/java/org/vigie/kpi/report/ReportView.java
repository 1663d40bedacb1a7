package org.vigie.kpi.report;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.kpi.Figure;
import org.vigie.kpi.Kpi;
import org.vigie.kpi.KpiWords;
import org.vigie.plan.MaintenancePlan;

/** What the template shows of a report in one language. */
record ReportView(
        KpiWords words,
        String application,
        String name,
        String month,
        String monthName,
        String made,
        String summary,
        List<Row> rows,
        List<BarChart> charts,
        @Nullable String remark,
        @Nullable String reviewedBy,
        boolean paper) {

    /** A line of the table. */
    record Row(
            String title,
            String value,
            String before,
            String objective,
            String result,
            String state,
            String counted,
            @Nullable String ticket,
            String numerator,
            String denominator,
            String exclusions,
            String minimum) {}

    /** @param reports up to the one that is shown, oldest first */
    static ReportView of(MaintenancePlan plan, List<MonthlyReport> reports, Locale language, boolean paper) {
        KpiWords words = KpiWords.of(language);
        MonthlyReport report = reports.getLast();
        List<Row> rows = new ArrayList<>();
        for (Figure figure : report.figures().figures()) {
            rows.add(row(words, report, before(reports, figure.kpi()), figure));
        }
        List<BarChart> charts = Arrays.stream(Kpi.values())
                .map(kpi -> BarChart.of(
                        kpi,
                        reports.stream()
                                .map(each -> new BarChart.Point(
                                        each.month(), each.figures().figure(kpi)))
                                .toList(),
                        words))
                .filter(Objects::nonNull)
                .toList();
        return new ReportView(
                words,
                report.application(),
                plan.name(),
                report.month(),
                words.month(report.month()),
                words.get(
                        "report.made",
                        words.month(report.month()),
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(words.language())
                                .format(report.madeAt().atZone(plan.timeZone()))
                                // a space that the fonts of paper do not have
                                .replace('\u202f', '\u00a0')),
                summary(words, report),
                rows,
                charts,
                report.remark(),
                report.reviewedBy(),
                paper);
    }

    String say(String key, Object... values) {
        return words.get(key, values);
    }

    String otherLanguage() {
        return words.get("report.language.code");
    }

    private static @Nullable Figure before(List<MonthlyReport> reports, Kpi kpi) {
        return reports.size() < 2
                ? null
                : reports.get(reports.size() - 2).figures().figure(kpi);
    }

    private static String summary(KpiWords words, MonthlyReport report) {
        long judged = report.figures().figures().stream()
                .filter(figure -> figure.met() != null)
                .count();
        int missed = report.figures().breached().size();
        if (judged == 0) {
            return words.get("report.summary.none");
        }
        return missed == 0 ? words.get("report.summary.good") : words.get("report.summary.bad", missed, judged);
    }

    private static Row row(KpiWords words, MonthlyReport report, @Nullable Figure before, Figure figure) {
        Kpi kpi = figure.kpi();
        String state = figure.met() == null ? "open" : figure.isBreached() ? "breached" : "met";
        return new Row(
                words.title(kpi),
                words.value(figure),
                before == null ? "–" : words.value(before),
                words.objective(figure),
                words.get("report." + state),
                state,
                words.number(figure.counted()),
                report.tickets().get(kpi.id()),
                words.get(kpi + ".numerator"),
                words.get(kpi + ".denominator"),
                words.get(kpi + ".exclusions"),
                Long.toString(kpi.minimum()));
    }
}
