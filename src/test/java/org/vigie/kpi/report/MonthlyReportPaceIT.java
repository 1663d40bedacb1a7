package org.vigie.kpi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.vigie.kpi.KpiHistory;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/** How long the report of a month takes after 10,000 tickets, 500 releases and 2,000 incidents, and how much memory. */
@Campaign
@VigieTest
@TestPropertySource(properties = "vigie.test.database-of-its-own=monthly-report-pace")
class MonthlyReportPaceIT {

    private static final Duration MOST = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 512L << 20;

    @Autowired
    MonthlyReports reports;

    @Autowired
    ReportDocuments documents;

    @Autowired
    Plans plans;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private final CampaignReport report = new CampaignReport("monthly-report");

    @Test
    void takesLessThanTenSecondsAndAHalfOfAGigabyte() throws IOException, SQLException {
        new KpiHistory(10_000, 500, 2_000).write(database);
        jdbc.sql("ANALYZE").update();
        clock.set(Instant.parse("2026-12-20T12:00:00Z"));
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (String application : List.of("cesizen", "mangatheque")) {
            MaintenancePlan plan = plans.require(application);
            for (int month = 1; month <= 11; month++) {
                YearMonth of = YearMonth.of(2026, month);
                Duration whole = timed(
                        application + " " + of + ", figures",
                        () -> reports.make(plan, of).orElseThrow());
                for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
                    whole = whole.plus(timed(
                            application + " " + of + ", page " + language,
                            () -> documents.page(application, of, language)));
                    whole = whole.plus(timed(
                            application + " " + of + ", PDF " + language,
                            () -> documents.paper(application, of, language)));
                    whole = whole.plus(timed(
                            application + " " + of + ", CSV " + language,
                            () -> documents.rows(application, of, language)));
                }
                assertThat(whole).as("%s %s", application, of).isLessThan(MOST);
            }
        }
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) { // for people who want to look at them
            Path file = Files.createDirectories(Path.of("target/campaigns")).resolve("monthly-report-" + language);
            YearMonth november = YearMonth.of(2026, 11);
            Files.write(
                    file.resolveSibling(file.getFileName() + ".html"), documents.page("cesizen", november, language));
            Files.write(
                    file.resolveSibling(file.getFileName() + ".pdf"), documents.paper("cesizen", november, language));
        }
        long peak =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        report.line(
                "peak of the heap, all of Vigie in it: %d MiB of %d MiB",
                peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
        assertThat(peak).isLessThan(MOST_BYTES);
    }

    private Duration timed(String what, Supplier<?> work) {
        long begun = System.nanoTime();
        work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        report.line("%s: %d ms", what, took.toMillis());
        return took;
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
