package org.vigie.backup.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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

/** Every path of a recovery, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseRecoveryProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> REQUEST = Map.of("operationId", "op-1", "application", "demo");
    private static final String PROCESS = "database-recovery";

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void whatThePlanAllowsIsRecoveredWithoutAsking() {
        prepare("go-on");
        request();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
        assertThat(run.completed())
                .containsSubsequence(
                        "Task_OpenIncident",
                        "Task_StopServices",
                        "Task_SaveWhatIsLeft",
                        "Task_RestoreBeside",
                        "Task_SwapDatabases",
                        "Task_VerifyRecovered",
                        "Task_StartServices",
                        "Task_WatchRecovered",
                        "Task_EndRecovered")
                .endsWith("Task_TellRecovered", "EndEvent_DatabaseRecovered", PROCESS);
        assertThat(run.handled()).noneMatch(job -> job.type().equals("record-recovery-decision"));
    }

    @Test
    void nothingIsStoppedBeforeSomebodySaysSo() {
        prepare("ask", "go-on");
        request();
        assertThat(run.shown("Task_DecideOnRecovery"))
                .containsEntry("findings", List.of("what was found"))
                .containsEntry("backup", "op-7");
        assertThat(run.handled()).noneMatch(job -> job.type().equals("stop-services-for-recovery"));
        run.complete("Task_DecideOnRecovery", answer("recover"));
        assertThat(run.lastJob("record-recovery-decision").variables()).containsEntry("otherBackup", "op-8");
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("succeeded");
    }

    @Test
    void timeAloneIsNeverAYes() {
        prepare("ask");
        request();
        run.pass(Duration.ofDays(30));
        assertThat(run.task("Task_DecideOnRecovery")).isNotNull();
        assertThat(run.handled()).noneMatch(job -> job.type().equals("stop-services-for-recovery"));
    }

    @Test
    void aRefusalEndsIt() {
        prepare("ask");
        request();
        run.complete("Task_DecideOnRecovery", Map.of("decision", "refuse", "remark", "wrong database"));
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("refused");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "not-approved")
                .containsEntry("outcome", "a person did not want it: wrong database");
        assertThat(run.completed()).endsWith("EndEvent_NotRecovered", PROCESS);
    }

    @Test
    void anAnswerWithoutADecisionIsNoYes() {
        prepare("ask");
        request();
        run.complete("Task_DecideOnRecovery", Map.of());
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("refused");
        assertThat(run.handled())
                .noneMatch(job -> List.of("open-incident-of-recovery", "stop-services-for-recovery")
                        .contains(job.type()));
    }

    @Test
    void whoIsAskedOnceIsAskedAgainWhenThingsHaveChanged() {
        prepare("ask", "ask", "go-on");
        request();
        run.complete("Task_DecideOnRecovery", answer("recover"));
        assertThat(run.handled()).noneMatch(job -> job.type().equals("stop-services-for-recovery"));
        run.complete("Task_DecideOnRecovery", answer("recover"));
        assertThat(run.completed()).endsWith("EndEvent_DatabaseRecovered", PROCESS);
    }

    @Test
    void aServerThatIsAwayIsAskedAgainUntilItAnswers() {
        prepare("wait", "wait", "ask", "go-on");
        request();
        run.passUntilTimer(Duration.ofSeconds(31), "Event_ServerAwaited");
        run.passUntilTimer(Duration.ofSeconds(31), "Event_ServerAwaited");
        run.complete("Task_DecideOnRecovery", answer("recover"));
        assertThat(run.completed()).endsWith("EndEvent_DatabaseRecovered", PROCESS);
    }

    @Test
    void theCommandsOfThePlanSetUpAServer() {
        prepare("set-up-server", "go-on");
        request();
        assertThat(run.completed())
                .containsSubsequence("Task_SetUpServer", "Task_CheckLoss", "Task_StopServices")
                .endsWith("EndEvent_DatabaseRecovered", PROCESS);
    }

    @Test
    void theDatabaseIsLookedAfterForAWhile() {
        Deque<Boolean> watching = new ArrayDeque<>(List.of(true, true, false));
        prepare("go-on").worker("watch-recovered-database", job -> Map.of("watching", watching.remove()));
        request();
        assertThat(run.handled()).noneMatch(job -> job.type().equals("end-operation"));
        run.passUntilTimer(Duration.ofSeconds(31), "Event_NextLook");
        run.passUntilTimer(Duration.ofSeconds(31), "Event_NextLook");
        assertThat(run.completed()).endsWith("EndEvent_DatabaseRecovered", PROCESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check-database-loss",
                "set-up-database-server",
                "stop-services-for-recovery",
                "save-what-is-left",
                "restore-beside",
                "swap-databases",
                "verify-recovered-database",
                "start-services-after-recovery",
                "watch-recovered-database"
            })
    void failureIsUndoneRecordedWithItsCauseAndTold(String type) {
        prepare(type.equals("set-up-database-server") ? "set-up-server" : "go-on")
                .worker(type, job -> {
                    throw new BusinessError(
                            "RECOVERY_FAILED", Map.of("cause", "disk-full", "outcome", "no space is left"));
                });
        request();
        assertThat(run.lastJob("undo-recovery")).isNotNull();
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("failed");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "disk-full")
                .containsEntry("outcome", "no space is left");
        assertThat(run.completed())
                .containsSubsequence("Task_UndoFailed", "Task_EndFailed", "Task_TellFailed", "EndEvent_RecoveryFailed")
                .endsWith(PROCESS);
    }

    @Test
    void cancellationPutsEverythingBack() {
        prepare("go-on").leave("restore-beside");
        request();
        run.publish("operation-cancelled", "op-1", Duration.ofMinutes(1), Map.of());
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("cancelled");
        assertThat(run.completed())
                .containsSubsequence("Task_UndoCancelled", "Task_EndCancelled", "EndEvent_RecoveryCancelled")
                .endsWith(PROCESS);
    }

    @Test
    void operationThatIsCarriedOutElsewhereIsLeftAlone() {
        prepare("go-on").worker("begin-operation", job -> {
            throw new BusinessError("OPERATION_TAKEN", Map.of());
        });
        request();
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", PROCESS);
        assertThat(run.handled()).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare("go-on");
        assertThat(COVERAGE.missing(PROCESS)).isEmpty();
    }

    /** With what one look after the other says is next. */
    private ProcessRun prepare(String... next) {
        Deque<String> looks = new ArrayDeque<>(List.of(next));
        run = new ProcessRun(engine, false)
                .worker("begin-operation", Map.of())
                .worker("check-database-loss", job -> look(looks.remove()))
                .worker("record-recovery-decision", Map.of())
                .worker("set-up-database-server", Map.of())
                .worker("open-incident-of-recovery", Map.of())
                .worker("stop-services-for-recovery", Map.of())
                .worker("save-what-is-left", Map.of())
                .worker("restore-beside", Map.of())
                .worker("swap-databases", Map.of())
                .worker("verify-recovered-database", Map.of())
                .worker("start-services-after-recovery", Map.of())
                .worker("watch-recovered-database", Map.of("watching", false))
                .worker("undo-recovery", Map.of())
                .worker("end-operation", Map.of())
                .worker("tell-recovery-result", Map.of());
        return run;
    }

    private static Map<String, Object> look(String next) {
        return Map.of(
                "next",
                next,
                "findings",
                List.of("what was found"),
                "lossConfirmed",
                true,
                "backup",
                "op-7",
                "backupText",
                "an hour old",
                "candidates",
                List.of(),
                "recordedSince",
                List.of());
    }

    private static Map<String, Object> answer(String decision) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("decision", decision);
        answer.put("otherBackup", "op-8");
        answer.put("remark", null);
        return answer;
    }

    private void request() {
        run.publish("database-recovery-requested", "op-1", Duration.ZERO, REQUEST);
    }
}
