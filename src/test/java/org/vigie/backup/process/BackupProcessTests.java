package org.vigie.backup.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a backup, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> REQUEST = Map.of("operationId", "op-1", "application", "demo");

    private static final Map<String, Object> UNUSUAL =
            Map.of("unusual", true, "findings", List.of("The database is empty."));

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void backupEndsWithTheSuccessRecordedAndTold() {
        prepare();
        request();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
        assertThat(run.completed()).endsWith("Task_TellSuccess", "EndEvent_BackupTaken", "backup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-before-backup", "dump-database", "copy-backup"})
    void failureIsRecordedWithItsCauseAndTold(String type) {
        prepare().worker(type, job -> {
            throw new BusinessError("BACKUP_FAILED", Map.of("cause", "disk-full", "outcome", "no space is left"));
        });
        request();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("failed");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "disk-full")
                .containsEntry("outcome", "no space is left");
        assertThat(run.completed()).endsWith("Task_TellFailure", "EndEvent_BackupNotTaken", "backup");
    }

    @Test
    void unusualDatabaseIsBackedUpOnceSomebodySaysSo() {
        prepare().worker("check-before-backup", UNUSUAL);
        request();
        assertThat(run.shown("Task_DecideOnBackup")).containsEntry("findings", List.of("The database is empty."));
        assertThat(run.handled()).noneMatch(job -> job.type().equals("dump-database"));
        run.complete("Task_DecideOnBackup", Map.of("decision", "take"));
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
        assertThat(run.completed()).contains("Task_RecordBackupDecision").endsWith("EndEvent_BackupTaken", "backup");
    }

    @Test
    void unusualDatabaseIsNotBackedUpWhenSomebodyRefuses() {
        prepare().worker("check-before-backup", UNUSUAL);
        request();
        run.complete("Task_DecideOnBackup", Map.of("decision", "refuse", "remark", "wrong server"));
        isRefused("held back and not taken: wrong server");
    }

    @Test
    void anAnswerWithoutADecisionIsNoYes() {
        prepare().worker("check-before-backup", UNUSUAL);
        request();
        run.complete("Task_DecideOnBackup", Map.of());
        isRefused("held back and not taken");
    }

    private void isRefused(String outcome) {
        assertThat(run.handled()).noneMatch(job -> job.type().equals("dump-database"));
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("refused");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "held-back")
                .containsEntry("outcome", outcome);
        assertThat(run.completed()).endsWith("EndEvent_BackupRefused", "backup");
    }

    @Test
    void operationThatIsCarriedOutElsewhereIsLeftAlone() {
        prepare().worker("begin-operation", job -> {
            throw new BusinessError("OPERATION_TAKEN", Map.of());
        });
        request();
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "backup");
        assertThat(run.handled()).hasSize(1);
    }

    @Test
    void cancellationEndsItWhileTheDumpRuns() {
        prepare().leave("dump-database");
        request();
        run.publish("operation-cancelled", "op-1", Duration.ofMinutes(1), Map.of());
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("cancelled");
        assertThat(run.completed()).contains("EndEvent_BackupCancelled").endsWith("backup");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare();
        assertThat(COVERAGE.missing("backup")).isEmpty();
    }

    private ProcessRun prepare() {
        run = new ProcessRun(engine, false)
                .worker("begin-operation", Map.of())
                .worker("check-before-backup", Map.of("unusual", false, "findings", List.of()))
                .worker("record-backup-decision", Map.of())
                .worker("dump-database", Map.of())
                .worker("copy-backup", Map.of())
                .worker("end-operation", Map.of())
                .worker("tell-backup-result", Map.of());
        return run;
    }

    private void request() {
        run.publish("backup-requested", "op-1", Duration.ZERO, REQUEST);
    }
}
