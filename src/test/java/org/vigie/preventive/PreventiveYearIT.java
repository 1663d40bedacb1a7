package org.vigie.preventive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/**
 * The preventive calendar of both plans over a year on the real broker, with its clock and Vigie's moved together and two outages of three
 * days: every entry has one process on its day, none has two, none is missing, and every process comes to an end.
 */
@Campaign
@EngineTest
@Timeout(value = 120, unit = TimeUnit.MINUTES)
class PreventiveYearIT {

    /** After entries of eight and nine o'clock in Paris have fallen due, in summer and in winter. */
    private static final List<LocalTime> LOOKS = List.of(LocalTime.of(6, 30), LocalTime.of(7, 30), LocalTime.of(8, 30));

    private static final String RUNS = "SELECT count(*) FROM preventive_run WHERE status ";

    @Autowired
    EngineRun engine;

    @Autowired
    PreventiveRuns runs;

    @Autowired
    Plans plans;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final CampaignReport report = new CampaignReport("preventive-year");

    /** The two plans as they are shipped, but for the feeds of the technology watch, which are out of reach here. */
    @DynamicPropertySource
    static void plans(DynamicPropertyRegistry registry) {
        registry.add("vigie.plans-dir", () -> {
            try {
                Path folder = Files.createDirectories(Path.of("target/preventive-year-plans"));
                for (String plan : List.of("mangatheque.yaml", "cesizen.yaml")) {
                    Files.writeString(
                            folder.resolve(plan),
                            Files.readString(Path.of("plans", plan))
                                    .replaceAll("url: \"https://[^/\"]+", "url: \"https://feeds.invalid"));
                }
                return folder.toAbsolutePath().toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void everyEntryHasOneProcessOnItsDay() {
        long begun = System.nanoTime();
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear() + 1;
        WrittenYear written = new WrittenYear(year);
        engine.passUntil(Instant.parse(year - 1 + "-12-31T12:00:00Z"));
        look();
        for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            for (LocalTime time : LOOKS) {
                lookAt(written, day.atTime(time).toInstant(ZoneOffset.UTC));
            }
            LocalDate today = day;
            written.outages().stream()
                    .map(WrittenYear.Outage::to)
                    .filter(end -> end.atZone(ZoneOffset.UTC).toLocalDate().equals(today))
                    .forEach(end -> lookAt(written, end));
            if (day.getDayOfMonth() == 1) {
                report.line("%s: %d runs after %d min", day, count("IS NOT NULL"), minutes(begun));
            }
        }
        engine.pass(Duration.ofDays(60)); // nobody answered: they are given up
        awaitQuiet("IN ('due', 'asked', 'postponed') AND date_part('year', day) = " + year);

        assertYear(year, "mangatheque", written.mangatheque(), LocalTime.of(8, 0));
        assertYear(year, "cesizen", written.cesizen(), LocalTime.of(9, 0));
        List<String> ran = jdbc.sql("""
                        SELECT id FROM preventive_run WHERE made_up_for_by IS NULL AND date_part('year', day) = :year
                        """).param("year", year).query(String.class).list();
        Map<String, Integer> processes = new HashMap<>();
        for (String id : ran) {
            processes.merge(
                    engine.recordsOf("runId", id)
                                    .instancesOf("preventive-maintenance")
                                    .size() + " processes",
                    1,
                    Integer::sum);
        }
        report.line("%d runs, %s, %d min", ran.size(), processes, minutes(begun));
        assertThat(processes).containsOnlyKeys("1 processes");
    }

    private void lookAt(WrittenYear written, Instant moment) {
        if (written.outages().stream().noneMatch(outage -> outage.contains(moment))) {
            engine.passUntil(moment);
            look();
            look();
            awaitQuiet("= 'due'");
        }
    }

    private void look() {
        plans.all().forEach(runs::raise);
    }

    /** Vigie has done its part of all that fell due. A busy engine is asked again a little later, and the clock stands still. */
    private void awaitQuiet(String status) {
        eventually().atMost(Duration.ofMinutes(4)).until(() -> {
            if (count(status) == 0) {
                return true;
            }
            engine.pass(Duration.ofMillis(500));
            return false;
        });
    }

    private long count(String status) {
        return jdbc.sql(RUNS + status).query(Long.class).single();
    }

    private void assertYear(int year, String application, List<WrittenYear.Line> lines, LocalTime at) {
        List<WrittenYear.Due> ran = jdbc.sql("""
                        SELECT * FROM preventive_run WHERE application = :application AND date_part('year', day) = :year
                        """)
                .param("application", application)
                .param("year", year)
                .query((row, number) -> new WrittenYear.Due(
                        row.getString("entry"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("late") && row.getString("made_up_for_by") == null,
                        row.getString("made_up_for_by") != null))
                .list();
        List<WrittenYear.Due> expected = new WrittenYear(year).expected(lines, at);
        report.line("%s: %d entries, %d expected", application, ran.size(), expected.size());
        assertThat(ran).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static long minutes(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMinutes();
    }
}
