package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.campaign.TwoVigies.patiently;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.command.RunProcesses;
import org.vigie.support.DemoDatabases;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.HeldProgram;
import org.vigie.support.engine.MailFolder;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** Two Vigies beside each other that do not share their data folder: none can see what the other one's programs do. */
@Timeout(240)
@Campaign
class TwoDataFoldersIT {

    private static final String BACKUPS = "/api/applications/demo/backups";

    private static TestEngine engine;

    private static final String DATABASE = TestDatabase.newDatabase();
    private static final JdbcClient JDBC = JdbcClient.create(new DriverManagerDataSource(DATABASE));
    private final Path programs = TestEngine.newFolder("programs-").toAbsolutePath();
    private final HeldProgram dumps = HeldProgram.in(programs, "pg_dump");
    private final Path here = TestEngine.newFolder("here-").toAbsolutePath();
    private final Path there = TestEngine.newFolder("there-").toAbsolutePath();
    private VigieProcess survivor;
    private VigieProcess victim;
    private Path ofTheVictim;

    @BeforeAll
    static void startEngine() {
        engine = TestEngine.start();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void start() {
        survivor = start(here);
        victim = start(there);
        ofTheVictim = there;
        dumps.hold();
    }

    @AfterEach
    void stop() {
        dumps.letGo();
        survivor.close();
        victim.close();
    }

    @Test
    void survivorLeavesTheDumpToWhoBeganIt() {
        String id = requestAndKill();
        awaitTrouble(id);
        assertThat(survivor.api().post(BACKUPS, Map.of()).status())
                .as("the target is still held")
                .isEqualTo(409);
        dumps.letGo();
        patiently().until(() -> running(id).isEmpty());

        victim = start(ofTheVictim);
        awaitStatus(id, "succeeded");
        assertThat(dumps.startsOf(id)).isEqualTo(1);
        patiently().untilAsserted(() -> assertThat(results(id)).hasSize(1));
        nothingIsLeft();
    }

    @Test
    void survivorBeginsAnewWhenAPersonSaysThatTheOtherIsLost() {
        String id = requestAndKill();
        awaitTrouble(id);
        RunProcesses.end(ofTheVictim, id + ".1");
        dumps.letGo();
        assertThat(survivor.api()
                        .post("/api/troubles/operation-elsewhere:" + id + "/retry", Map.of())
                        .status())
                .isEqualTo(202);
        awaitStatus(id, "succeeded");
        assertThat(dumps.startsOf(id)).isEqualTo(2);
        assertThat(survivor.get(BACKUPS + "/" + id)
                        .path("steps")
                        .path(0)
                        .path("detail")
                        .asText())
                .contains("given up", ofTheVictim.toString());
        patiently().untilAsserted(() -> assertThat(results(id)).hasSize(1));
        nothingIsLeft();
    }

    @Test
    void cancellationReachesTheDumpOfTheOther() {
        String id = request();
        assertThat(survivor.api()
                        .post(BACKUPS + "/" + id + "/cancellation", Map.of())
                        .status())
                .isEqualTo(202);
        awaitStatus(id, "cancelled");
        assertThat(running(id)).isEmpty();
        nothingIsLeft();
    }

    private VigieProcess start(Path data) {
        Map<String, String> settings = new TreeMap<>(DemoDatabases.settings(data));
        settings.put("vigie.work.lease", "PT6S");
        settings.put("vigie.notices.lease", "PT10S");
        return VigieProcess.start(engine, DATABASE, data, programs, settings);
    }

    /** Who dumps is the victim. */
    private String request() {
        var answer = survivor.api().post(BACKUPS, Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        String id = answer.body().path("id").asText();
        patiently().until(() -> dumps.startsOf(id) == 1);
        if (survivor.runsPrograms()) {
            VigieProcess other = victim;
            victim = survivor;
            survivor = other;
            ofTheVictim = here;
        }
        return id;
    }

    private String requestAndKill() {
        String id = request();
        victim.kill();
        return id;
    }

    private void awaitTrouble(String id) {
        patiently()
                .untilAsserted(() -> assertThat(survivor.get("/api/troubles"))
                        .extracting(trouble -> trouble.path("key").asText())
                        .containsExactly("operation-elsewhere:" + id));
    }

    private void awaitStatus(String id, String status) {
        patiently().untilAsserted(() -> {
            JsonNode backup = survivor.get(BACKUPS + "/" + id);
            assertThat(backup.path("status").asText()).as("%s", backup).isEqualTo(status);
        });
    }

    private List<ProcessHandle> running(String id) {
        return List.copyOf(RunProcesses.alive(ofTheVictim, id + ".1"));
    }

    private List<String> results(String id) {
        return Stream.of(here, there)
                .flatMap(data -> new MailFolder(data.resolve("mail")).of(id + "/result").stream())
                .toList();
    }

    private void nothingIsLeft() {
        assertThat(JDBC.sql("SELECT count(*) FROM target_lock WHERE holder IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
        patiently()
                .untilAsserted(() -> assertThat(survivor.get("/api/troubles")).isEmpty());
        assertThat(engine.records().of("INCIDENT", "CREATED")).isEmpty();
    }
}
