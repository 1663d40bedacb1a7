package org.vigie.monitoring.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.AccessLogSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.load.PlanLoader;

/** A whole access log, read check by check: each request is counted once for the month. */
class AccessLogCountTests {

    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void everyRequestIsCountedOnceOverAllChecks() throws IOException {
        Path log = folder.resolve("access.log");
        Files.writeString(log, line(500));
        Random random = new Random(11);
        Map<String, Object> memory = probe(log, Map.of(), START).memory();
        long requests = 0;
        long errors = 0;
        long told = 0;
        long failed = 0;
        for (int check = 1; check <= 50; check++) {
            StringBuilder lines = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                int status = List.of(200, 302, 404, 500, 503).get(random.nextInt(5));
                lines.append(line(status));
                requests++;
                errors += status >= 500 ? 1 : 0;
            }
            if (check == 25) {
                Files.move(log, folder.resolve("access.log.1"));
                Files.createFile(log);
            }
            Files.writeString(log, lines + "no request\n", UTF_8, StandardOpenOption.APPEND);
            Observation seen = probe(log, memory, START.plus(Duration.ofMinutes(5L * check)));
            memory = seen.memory();
            told += (long) seen.measures().get("newRequests");
            failed += (long) seen.measures().get("newErrors");
        }
        assertThat(told).isEqualTo(requests);
        assertThat(failed).isEqualTo(errors);
    }

    private static Observation probe(Path log, Map<String, Object> memory, Instant now) {
        AccessLogSettings settings = new AccessLogSettings(log, 1, 100, 100, PlanDuration.parse("PT15M"), List.of());
        MonitorSettings monitor = new MonitorSettings(
                "requests", "Requests", null, null, 0, null, false, null, null, settings, null, null, null, null, null);
        return new AccessLogProbe()
                .probe(new Target(PlanLoader.load(null).require("mangatheque"), monitor, memory, now, now));
    }

    private static String line(int status) {
        return "192.0.2.7 - - [02/Nov/2026:00:00:01 +0000] \"GET /mangas HTTP/1.1\" " + status
                + " 512 \"-\" \"test\"\n";
    }
}
