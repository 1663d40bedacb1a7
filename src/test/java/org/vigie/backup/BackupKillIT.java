package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.command.supervisor.ProcessTree;
import org.vigie.support.DemoDatabases;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.MailFolder;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** Vigie killed (SIGKILL) at each moment of a backup: one dump, one end, one mail, nothing left behind. */
@Timeout(300)
class BackupKillIT {

    private static final String BACKUPS = "/api/applications/demo/backups";

    private final String database = TestDatabase.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private Path data;
    private Path programs;
    private TestEngine engine;
    private VigieProcess vigie;

    @BeforeEach
    void start() throws IOException {
        engine = TestEngine.start();
        data = Files.createTempDirectory(Files.createDirectories(Path.of("target/engine-tests")), "killed-")
                .toAbsolutePath();
        programs = Files.createDirectory(data.resolve("programs"));
        Path dump = Files.writeString(programs.resolve("pg_dump"), """
                #!/bin/sh
                echo "$VIGIE_RUN" >> %1$s/dumps
                while [ -e %1$s/closed ]; do sleep 0.1; done
                exec %2$s "$@"
                """.formatted(data, realDump()));
        assertThat(dump.toFile().setExecutable(true)).isTrue();
        vigie = next();
    }

    @AfterEach
    void stop() {
        vigie.close();
        engine.close();
    }

    @Test
    void killedRightAfterTheAnswer() throws IOException {
        String id = request();
        vigie.kill();
        vigie = next();
        assertDoneOnce(id);
    }

    @Test
    void killedWhileTheDumpRuns() throws IOException {
        Files.createFile(data.resolve("closed"));
        String id = request();
        patiently().until(() -> dumpsOf(id) == 1);
        vigie.kill();
        assertThat(new ProcessTree(id + ".1", -1).alive(List.of()))
                .as("the dump goes on")
                .isNotEmpty();
        vigie = next();
        assertThat(vigie.api().post(BACKUPS, Map.of()).status())
                .as("the lock outlives Vigie")
                .isEqualTo(409);
        Files.delete(data.resolve("closed"));
        assertDoneOnce(id);
    }

    @Test
    void killedBetweenTheDumpAndItsRecord() throws IOException {
        String id = request();
        patiently()
                .until(() ->
                        Files.exists(data.resolve("commands").resolve(id + ".1").resolve("status")));
        vigie.kill();
        vigie = next();
        assertDoneOnce(id);
    }

    @Test
    void cancelledWhileItRunsLeavesNothing() throws IOException {
        Files.createFile(data.resolve("closed"));
        String id = request();
        patiently().until(() -> dumpsOf(id) == 1);
        assertThat(vigie.api()
                        .post(BACKUPS + "/" + id + "/cancellation", Map.of())
                        .status())
                .isEqualTo(202);
        patiently().until(() -> backup(id).path("status").asText().equals("cancelled"));
        nothingIsLeft(id);
        Files.delete(data.resolve("closed"));
        assertDoneOnce(request());
    }

    @Test
    void processCancelledInOperateEndsTheBackup() throws IOException {
        Files.createFile(data.resolve("closed"));
        String id = request();
        patiently().until(() -> dumpsOf(id) == 1);
        long instance = jdbc.sql("SELECT process_instance_key FROM operation WHERE id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        engine.cancelInstance(instance);
        patiently().until(() -> backup(id).path("status").asText().equals("failed"));
        assertThat(backup(id).path("cause").asText()).isEqualTo("process-lost");
        nothingIsLeft(id);
    }

    private VigieProcess next() {
        Map<String, String> settings = new TreeMap<>(DemoDatabases.settings(data));
        settings.put("vigie.work.lease", "PT6S");
        return VigieProcess.start(engine, database, data, programs, settings);
    }

    private String request() {
        var answer = vigie.api().post(BACKUPS, Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body().path("id").asText();
    }

    private JsonNode backup(String id) {
        return vigie.get(BACKUPS + "/" + id);
    }

    private void assertDoneOnce(String id) throws IOException {
        patiently().until(() -> !backup(id).path("endedAt").isNull());
        assertThat(backup(id).path("status").asText()).as("%s", backup(id)).isEqualTo("succeeded");
        assertThat(dumpsOf(id)).isEqualTo(1);
        MailFolder mails = new MailFolder(data.resolve("mail"));
        patiently().until(() -> !mails.of(id + "/result").isEmpty());
        assertThat(jdbc.sql("SELECT state FROM notice WHERE subject = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .hasSize(1);
        assertThat(mails.of(id + "/result")).hasSize(1);
        nothingIsLeft(id);
    }

    private void nothingIsLeft(String id) {
        assertThat(jdbc.sql("SELECT count(*) FROM target_lock WHERE holder IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
        patiently()
                .untilAsserted(() -> assertThat(new ProcessTree(id + ".1", -1).alive(List.of()))
                        .isEmpty());
        assertThat(engine.records().of("INCIDENT", "CREATED")).isEmpty();
    }

    private long dumpsOf(String id) throws IOException {
        Path dumps = data.resolve("dumps");
        if (!Files.exists(dumps)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(dumps)) {
            return lines.filter(line -> line.startsWith(id + ".")).count();
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }

    private static Path realDump() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "pg_dump"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
