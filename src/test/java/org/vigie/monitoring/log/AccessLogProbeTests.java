package org.vigie.monitoring.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.AccessLogSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.load.PlanLoader;

/** Error rates over whole logs of requests, with the limits that the plan of MangaThèque has: fewer than one in a thousand. */
class AccessLogProbeTests {

    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");

    @TempDir
    Path folder;

    private final AccessLogProbe probe = new AccessLogProbe();
    private Instant now = Instant.parse("2026-11-20T09:00:00Z");
    private Path log;
    private Map<String, Object> memory = Map.of();

    @BeforeEach
    void begin() throws IOException {
        log = Files.createFile(folder.resolve("access.log"));
        look();
    }

    @Test
    void fewerThanOneInAThousandIsGood() throws IOException {
        write(20_000, i -> line("GET", "/manga/" + i, i % 1250 == 0 ? 502 : 200));
        Observation seen = look();
        assertThat(seen.state()).isEqualTo(MonitorState.UP);
        assertThat(seen.measures())
                .containsEntry("requests", 20_000L)
                .containsEntry("errors", 16L)
                .containsEntry("notFound", 0L);
    }

    @Test
    void oneInAThousandIsTooMany() throws IOException {
        write(20_000, i -> line("POST", "/cart", i % 1000 == 0 ? 500 : 200));
        Observation seen = look();
        assertThat(seen.state()).isEqualTo(MonitorState.DEGRADED);
        assertThat(seen.cause()).isEqualTo("error-rate");
        assertThat(seen.text()).startsWith("20 of 20000 requests failed within");
        now = now.plusSeconds(16 * 60);
        assertThat(look().state()).as("the window has passed").isEqualTo(MonitorState.UP);
    }

    @Test
    void oneErrorInTheNightIsNoRate() throws IOException {
        write(10, i -> line("GET", "/", i == 0 ? 500 : 200));
        assertThat(look().state()).isEqualTo(MonitorState.UP);
    }

    @Test
    void whatScannersAskForDoesNotCount() throws IOException {
        write(
                5_000,
                i -> line(
                        "GET", List.of("/wp-login.php", "/.env", "/.git/config").get(i % 3), 404));
        write(99, i -> line("GET", "/gone/" + i, 404));
        assertThat(look().measures()).containsEntry("notFound", 99L);
        write(1, i -> line("GET", "/gone", 404));
        Observation seen = look();
        assertThat(seen.cause()).isEqualTo("frequent-404");
        assertThat(seen.text()).startsWith("100 requests asked for what is not there");
    }

    @Test
    void linesOfAnotherFormAreNeverGood() throws IOException {
        write(100, i -> "{\"status\": 200}");
        assertThat(look().state()).isEqualTo(MonitorState.UNKNOWN);
    }

    private Observation look() {
        MonitorSettings shipped = PLAN.monitoring().monitor("requests").orElseThrow();
        AccessLogSettings limits = shipped.accessLog();
        MonitorSettings monitor = new MonitorSettings(
                "requests",
                "Requests",
                PlanDuration.parse("PT5M"),
                PlanDuration.parse("PT15S"),
                1,
                List.of(),
                null,
                null,
                new AccessLogSettings(
                        log,
                        limits.errorsPerMille(),
                        limits.notFound(),
                        limits.atLeast(),
                        limits.window(),
                        limits.ignore()),
                null,
                null,
                null,
                null);
        Observation seen =
                probe.probe(new Target(PLAN.withMonitoring(WatchedPlans.watching(monitor)), monitor, memory, now, now));
        memory = seen.memory();
        now = now.plusSeconds(15);
        return seen;
    }

    private void write(int count, IntFunction<String> line) throws IOException {
        Files.writeString(
                log,
                IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n",
                StandardOpenOption.APPEND);
    }

    private static String line(String method, String path, int status) {
        return "203.0.113.7 - - [20/Nov/2026:10:00:00 +0100] \"" + method + " " + path + " HTTP/1.1\" " + status
                + " 512 \"-\" \"Mozilla/5.0\"";
    }
}
