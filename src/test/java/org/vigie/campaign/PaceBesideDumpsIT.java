package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vigie.campaign.TwoVigies.patiently;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.DemoDatabases;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.HeldProgram;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** Four dumps of three minutes at once: new tickets are answered and confirmed as fast as without them. */
@Campaign
@Timeout(900)
class PaceBesideDumpsIT {

    private static final List<String> DATABASES = List.of("main", "second", "third", "fourth");
    private static final Duration DUMP = Duration.ofSeconds(185);
    private static final Duration MEASURED = Duration.ofSeconds(170);
    private static final double AT_MOST = 1.3;

    private final String database = TestDatabase.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private final Path data = TestEngine.newFolder("pace-").toAbsolutePath();
    private final HeldProgram dumps = HeldProgram.in(data, "pg_dump", DUMP);
    private final CampaignReport report = new CampaignReport("pace-beside-dumps");
    private TestEngine engine;
    private VigieProcess vigie;

    @BeforeEach
    void start() throws IOException {
        engine = TestEngine.start();
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> main = DemoDatabases.settings(data);
        DATABASES.forEach(name ->
                main.forEach((key, value) -> settings.put(key.replace(".main.", "." + name + "."), value)));
        settings.put("vigie.plans-dir", plans().toString());
        settings.put("vigie.work.lease", "PT50S");
        vigie = VigieProcess.start(engine, database, data, data, settings);
    }

    @AfterEach
    void stop() {
        vigie.close();
        engine.close();
    }

    /** The shipped plans, the demo's with the same database under four names. */
    private Path plans() throws IOException {
        Path plans = Files.createDirectory(data.resolve("plans"));
        try (Stream<Path> files = Files.list(Path.of("plans"))) {
            for (Path file : files.toList()) {
                Files.copy(file, plans.resolve(file.getFileName()));
            }
        }
        Path demo = plans.resolve("demo.yaml");
        String text = Files.readString(demo);
        String main = text.substring(text.indexOf("  - id: main"));
        StringBuilder all = new StringBuilder(text);
        DATABASES.stream().skip(1).forEach(name -> all.append(main.replace("id: main", "id: " + name)));
        Files.writeString(demo, all);
        return plans;
    }

    @Test
    void fourDumpsAtOnceSlowNoTicket() {
        TicketStream tickets = new TicketStream(vigie.api(), jdbc);
        tickets.run(Duration.ofSeconds(40));
        List<TicketStream.Phase> without = new ArrayList<>(List.of(tickets.run(MEASURED.dividedBy(2))));

        List<String> ids = DATABASES.stream().map(this::requestBackup).toList();
        patiently().until(() -> dumps.starts().size() == DATABASES.size());
        TicketStream.Phase beside = tickets.run(MEASURED);
        assertThat(ids).allSatisfy(id -> assertThat(status(id)).as("still runs").isEqualTo("running"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("succeeded")));
        without.add(tickets.run(MEASURED.dividedBy(2)));

        assertThat(ids).allSatisfy(id -> assertThat(dumps.startsOf(id)).isEqualTo(1));
        assertThat(engine.records().count("JOB", "TIMED_OUT"))
                .as("jobs given away")
                .isZero();
        assertThat(engine.records().count("INCIDENT", "CREATED")).isZero();
        compare("POST /api/tickets", TicketStream.answers(without), TicketStream.answers(List.of(beside)));
        compare("confirmed by its process", TicketStream.receipts(without), TicketStream.receipts(List.of(beside)));
    }

    private void compare(String what, Pace without, Pace beside) {
        report.line("%s: without dumps %s; beside four dumps %s", what, without, beside);
        for (int percent : List.of(50, 95, 99)) {
            report.line("%s: ratio of p%d %.3f", what, percent, beside.ratio(without, percent));
        }
        assertThat(List.of(50, 95, 99))
                .allSatisfy(percent -> assertThat(beside.ratio(without, percent))
                        .as("%s p%d", what, percent)
                        .isLessThanOrEqualTo(AT_MOST));
    }

    private String requestBackup(String name) {
        return vigie.api()
                .post("/api/applications/demo/backups", Map.of("database", name))
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private String status(String id) {
        return vigie.get("/api/applications/demo/backups/" + id).path("status").asText();
    }
}
