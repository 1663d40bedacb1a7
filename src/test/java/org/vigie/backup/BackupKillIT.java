package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.command.RunProcesses;
import org.vigie.support.engine.Absence;

/** What people see of a backup whose Vigie is killed, and of one that they end early. */
class BackupKillIT extends BackupKillTest {

    BackupKillIT() {
        super(Absence.FIVE_SECONDS);
    }

    @Test
    void killedRightAfterTheAnswer() throws IOException {
        String id = request();
        scene().kill();
        scene().restart();
        isDoneOnce(id, false);
    }

    @Test
    void dumpAndLockOutliveVigie() throws IOException {
        String id = requestThatIsHeld();
        scene().kill();
        assertThat(RunProcesses.alive(scene().data(), id + ".1"))
                .as("the dump goes on")
                .isNotEmpty();
        scene().restart();
        assertThat(scene().vigie().api().post(BACKUPS, Map.of()).status())
                .as("the lock outlives Vigie")
                .isEqualTo(409);
        scene().dump().letGo();
        isDoneOnce(id, false);
    }

    /** Whatever is kept of a backup and of its restore, and wherever: the secrets that were used are in none of it. */
    @Test
    void noSecretIsLeftAnywhere() throws IOException {
        String id = requestThatIsHeld();
        List<String> commandLines = RunProcesses.alive(scene().data(), id + ".1").stream()
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
        assertThat(commandLines).anyMatch(line -> line.contains("pg_dump"));
        scene().dump().letGo();
        isDoneOnce(id, false);
        isVerifiedOnce(scene().vigie()
                .api()
                .post("/api/applications/demo/restore-tests", Map.of("backup", id))
                .body()
                .path("id")
                .asText());

        BackupCanary canary = BackupCanary.of(scene(), engine());
        assertThat(canary.secrets()).hasSize(4);
        assertThat(canary.foundIn("command lines", String.join("\n", commandLines)))
                .isEmpty();
        assertThat(canary.places()).contains("log of Vigie", "mails", "records of the engine", "API");
        assertThat(canary.found()).isEmpty();
        assertThat(canary.foundIn("planted", "PGPASSWORD=of the demo"))
                .as("it would be found")
                .hasSize(1);
    }

    @Test
    void cancelledWhileItRunsLeavesNothing() throws IOException {
        String id = requestThatIsHeld();
        assertThat(scene().vigie()
                        .api()
                        .post(BACKUPS + "/" + id + "/cancellation", Map.of())
                        .status())
                .isEqualTo(202);
        patiently().until(() -> backup(id).path("status").asText().equals("cancelled"));
        nothingIsLeft(id);
        scene().dump().letGo();
        isDoneOnce(request(), false);
    }

    @Test
    void processCancelledInOperateEndsTheBackup() {
        String id = requestThatIsHeld();
        long instance = scene().jdbc()
                .sql("SELECT process_instance_key FROM operation WHERE id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        engine().cancelInstance(instance);
        patiently().until(() -> backup(id).path("status").asText().equals("failed"));
        assertThat(backup(id).path("cause").asText()).isEqualTo("process-lost");
        nothingIsLeft(id);
        scene().dump().letGo();
    }

    private String requestThatIsHeld() {
        scene().dump().hold();
        String id = request();
        patiently().until(() -> scene().dump().startsOf(id) == 1);
        return id;
    }
}
