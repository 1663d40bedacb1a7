package org.vigie.monitoring.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.AccessLogSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.load.PlanLoader;
import org.vigie.support.RandomInputs;

/** Lines of a web server's log, which strangers write. */
public final class AccessLogInputs implements RandomInputs {

    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private final MaintenancePlan plan = PlanLoader.load(null).require("mangatheque");
    private final Path log;
    private final MonitorSettings monitor;

    public AccessLogInputs() {
        try {
            log = Files.createTempFile("access-log-inputs", ".log");
            log.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AccessLogSettings settings =
                new AccessLogSettings(log, 1, 100, 100, PlanDuration.parse("PT15M"), List.of("/old"));
        monitor = new MonitorSettings(
                "requests", "Requests", null, null, 0, null, false, null, null, settings, null, null, null, null, null);
    }

    @Override
    public List<String> examples() {
        String line = "192.0.2.7 - - [02/Nov/2026:00:00:01 +0000] \"GET /mangas HTTP/1.1\" 404 512 \"-\" \"test\"\n";
        return List.of(
                line, line.repeat(20), line + "\"".repeat(5_000) + "\n", "[".repeat(70_000), "x ".repeat(40_000));
    }

    @Override
    public void feed(String text) throws IOException {
        Files.writeString(log, "begun\n");
        Observation before = look(Map.of());
        byte[] bytes = text.getBytes(text.length() % 2 == 0 ? UTF_8 : ISO_8859_1);
        Files.write(log, bytes, StandardOpenOption.APPEND);
        Files.writeString(log, "\n", StandardOpenOption.APPEND);
        Observation seen = look(before.memory());
        long lines =
                new String(bytes, ISO_8859_1).chars().filter(c -> c == '\n').count() + 1;
        assertThat((long) seen.measures().get("newRequests")).isBetween(0L, lines);
    }

    private Observation look(Map<String, Object> memory) {
        return new AccessLogProbe().probe(new Target(plan, monitor, memory, NOW, NOW));
    }
}
