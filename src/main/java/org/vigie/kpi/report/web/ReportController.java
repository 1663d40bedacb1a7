package org.vigie.kpi.report.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.kpi.report.MonthlyReport;
import org.vigie.kpi.report.MonthlyReports;
import org.vigie.kpi.report.ReportDocuments;
import org.vigie.shared.InvalidFieldException;

@RestController
@Tag(name = "Indicators")
class ReportController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);
    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

    private final MonthlyReports reports;
    private final ReportDocuments documents;

    ReportController(MonthlyReports reports, ReportDocuments documents) {
        this.reports = reports;
        this.documents = documents;
    }

    @GetMapping("/api/applications/{application}/monthly-reports")
    @Operation(summary = "List monthly reports, newest first")
    List<MonthlyReport> list(
            @PathVariable String application, @RequestParam(defaultValue = "12") @Min(1) @Max(120) int limit) {
        return reports.list(application, limit);
    }

    @GetMapping("/reports/{application}/{month}")
    @Operation(summary = "Read a monthly report as a page")
    ResponseEntity<byte[]> page(
            @PathVariable String application,
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String lang) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.page(application, month, language(lang)));
    }

    @GetMapping("/reports/{application}/{month}/report.pdf")
    @Operation(summary = "Read a monthly report as PDF")
    ResponseEntity<byte[]> paper(
            @PathVariable String application,
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String lang) {
        return file(
                application,
                month,
                "pdf",
                MediaType.APPLICATION_PDF,
                documents.paper(application, month, language(lang)));
    }

    @GetMapping("/reports/{application}/{month}/report.csv")
    @Operation(summary = "Read the figures of a monthly report as CSV")
    ResponseEntity<byte[]> rows(
            @PathVariable String application,
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String lang) {
        return file(application, month, "csv", CSV, documents.rows(application, month, language(lang)));
    }

    private static ResponseEntity<byte[]> file(
            String application, YearMonth month, String ending, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"%s-%s.%s\"".formatted(application, month, ending))
                .body(content);
    }

    private static @Nullable Locale language(@Nullable String lang) {
        if (lang == null) {
            return null;
        }
        return switch (lang) {
            case "fr" -> Locale.FRENCH;
            case "en" -> Locale.ENGLISH;
            default -> throw new InvalidFieldException("lang", "is not a language of reports", "Known are fr and en.");
        };
    }
}
