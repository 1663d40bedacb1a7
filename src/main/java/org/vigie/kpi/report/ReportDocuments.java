package org.vigie.kpi.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.kpi.Figure;
import org.vigie.kpi.KpiWords;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.XmlText;

/** A monthly report as page, on paper and as rows. Made of the figures that were kept, so that it is always the same. */
@Service
public class ReportDocuments {

    private static final String LINE = "\r\n";

    static {
        // it would tell each page in the log
        XRLog.setLoggingEnabled(false);
    }

    private final MonthlyReports reports;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportDocuments.class.getClassLoader(), ReportDocuments.class.getPackageName());

    ReportDocuments(MonthlyReports reports) {
        this.reports = reports;
    }

    /** As HTML. */
    public byte[] page(String application, YearMonth month, @Nullable Locale language) {
        return html(application, month, language, false).getBytes(UTF_8);
    }

    /** As PDF. */
    public byte[] paper(String application, YearMonth month, @Nullable Locale language) {
        return paper(html(application, month, language, true));
    }

    static byte[] paper(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        // read as XML, which a remark that somebody pasted must not break
        builder.withHtmlContent(XmlText.clean(html), null);
        // nothing is fetched from anywhere
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.withProducer("Vigie");
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** As CSV (RFC 4180). */
    public byte[] rows(String application, YearMonth month, @Nullable Locale language) {
        MaintenancePlan plan = reports.requirePlan(application);
        MonthlyReport report = reports.require(application, month);
        KpiWords words = KpiWords.of(language == null ? plan.language() : language);
        StringBuilder csv = new StringBuilder(
                "application,month,indicator,title,value,unit,counted,reason,comparison,objective,met,ticket" + LINE);
        for (Figure figure : report.figures().figures()) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(report.application());
            cells.add(report.month());
            cells.add(figure.kpi().id());
            cells.add(words.title(figure.kpi()));
            cells.add(figure.value() == null ? null : figure.value().toPlainString());
            cells.add(figure.unit().id());
            cells.add(figure.counted().toPlainString());
            cells.add(figure.reason());
            cells.add(figure.comparison().id());
            cells.add(figure.objective() == null ? null : figure.objective().toPlainString());
            cells.add(figure.met());
            cells.add(report.tickets().get(figure.kpi().id()));
            csv.append(String.join(
                            ",", cells.stream().map(ReportDocuments::cell).toList()))
                    .append(LINE);
        }
        return csv.toString().getBytes(UTF_8);
    }

    private String html(String application, YearMonth month, @Nullable Locale language, boolean paper) {
        MaintenancePlan plan = reports.requirePlan(application);
        MonthlyReport report = reports.require(application, month);
        return html(ReportView.of(
                plan, reports.upTo(report, BarChart.MONTHS), language == null ? plan.language() : language, paper));
    }

    String html(ReportView view) {
        StringOutput html = new StringOutput();
        templates.render("monthlyReport.jte", view, html);
        return html.toString();
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
