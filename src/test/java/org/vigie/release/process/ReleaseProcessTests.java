package org.vigie.release.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Every path of a release, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final Map<String, Object> REQUEST = Map.of("operationId", "op-1", "application", "demo");
    private static final List<String> FACTS = List.of("Migration 0003 is lossy.");

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private boolean approvalNeeded;
    private boolean judged = true;
    private String failing = "";

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void goodVersionGoesThroughAllStepsWithoutAPerson() {
        prepare();
        request();
        assertThat(steps())
                .containsExactly(
                        "check",
                        "tests",
                        "analysis",
                        "build",
                        "integration-tests",
                        "staging",
                        "validation",
                        "classify",
                        "confirm",
                        "backup",
                        "migrate",
                        "start",
                        "switch",
                        "observe");
        isEnded("succeeded", "EndEvent_Released");
        assertThat(run.lastJob("end-operation").variables()).containsEntry("outcome", "version 1.2.0 serves");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "tests",
                "analysis",
                "build",
                "integration-tests",
                "staging",
                "validation",
                "classify",
                "confirm",
                "backup"
            })
    void whatFailsBeforeProductionLeavesItAlone(String step) {
        failing = step;
        prepare();
        request();
        assertThat(steps()).endsWith(step).doesNotContain("migrate", "roll-back");
        isFailed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "start", "switch", "observe"})
    void whatFailsInProductionIsTakenBackOnce(String step) {
        failing = step;
        prepare();
        request();
        assertThat(steps()).endsWith(step, "roll-back").containsOnlyOnce("roll-back");
        isFailed();
        assertThat(run.lastJob("fail-release").variables()).containsEntry("rolledBack", "1.1.0 serves");
    }

    @Test
    void approvedVersionGoesOn() {
        prepareApproval("approved");
        assertThat(run.shown("Task_ApproveRelease")).containsEntry("facts", FACTS);
        run.complete("Task_ApproveRelease", Map.of("decision", "approve"));
        isEnded("succeeded", "EndEvent_Released");
    }

    @Test
    void rejectedVersionIsRefused() {
        prepareApproval("rejected");
        run.complete("Task_ApproveRelease", Map.of("decision", "reject", "remark", "not today"));
        isEnded("refused", "EndEvent_ReleaseRefused");
        assertThat(run.lastJob("end-operation").variables())
                .containsEntry("cause", "rejected")
                .containsEntry("outcome", "rejected: not today");
        assertThat(steps()).doesNotContain("confirm");
    }

    @Test
    void requesterIsNotEnoughAndSomebodyElseIsAsked() {
        AtomicInteger answers = new AtomicInteger();
        prepareApproval("asked-again")
                .worker(
                        "record-release-approval",
                        job -> Map.of(
                                "approval",
                                answers.incrementAndGet() == 1 ? "asked-again" : "approved",
                                "askedAfter",
                                7));
        run.complete("Task_ApproveRelease", Map.of("decision", "approve"));
        assertThat(steps()).doesNotContain("confirm");
        run.complete("Task_ApproveRelease", Map.of("decision", "approve"));
        isEnded("succeeded", "EndEvent_Released");
        assertThat(run.lastJob("record-release-approval").variables()).containsEntry("askedAfter", 7);
    }

    @Test
    void silenceIsARejection() {
        prepareApproval("approved");
        run.passUntilTimer(Duration.ofHours(25), "BoundaryEvent_ApprovalTimedOut");
        isEnded("refused", "EndEvent_ReleaseRefused");
        assertThat(run.tasks()).isEmpty();
        assertThat(run.lastJob("end-operation").variables()).containsEntry("cause", "approval-timed-out");
    }

    @Test
    void inconclusiveVersionStaysWhenAPersonSaysSo() {
        judged = false;
        prepare();
        request();
        assertThat(run.shown("Task_DecideOnRelease")).containsEntry("facts", FACTS);
        run.complete("Task_DecideOnRelease", Map.of("decision", "go-on"));
        isEnded("succeeded", "EndEvent_Released");
    }

    @Test
    void inconclusiveVersionGoesBackWhenAPersonSaysSo() {
        judged = false;
        prepare().worker("record-release-answer", job -> {
            throw new BusinessError(
                    "RELEASE_FAILED", Map.of("cause", "observation-bad", "outcome", "somebody decided to go back"));
        });
        request();
        run.complete("Task_DecideOnRelease", Map.of("decision", "go-back"));
        assertThat(steps()).endsWith("roll-back");
        isEnded("failed", "EndEvent_NotReleased");
    }

    @Test
    void whatTurnsBadMeanwhileWithdrawsTheQuestion() {
        judged = false;
        prepare();
        request();
        failing = "observe";
        run.publish("release-turned-bad", "op-1", Duration.ofMinutes(1), Map.of());
        assertThat(run.tasks()).isEmpty();
        assertThat(steps()).endsWith("observe", "observe", "roll-back");
        isFailed();
    }

    @Test
    void operationThatIsCarriedOutElsewhereIsLeftAlone() {
        prepare().worker("begin-operation", job -> {
            throw new BusinessError("OPERATION_TAKEN", Map.of());
        });
        request();
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "release");
        assertThat(run.handled()).hasSize(1);
    }

    @Test
    void cancellationUndoesWhatWasBegun() {
        prepareApproval("approved");
        run.publish("operation-cancelled", "op-1", Duration.ofMinutes(1), Map.of());
        assertThat(run.tasks()).isEmpty();
        assertThat(steps()).endsWith("cancel");
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo("cancelled");
        assertThat(run.completed()).contains("EndEvent_Cancelled").endsWith("release");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare();
        assertThat(COVERAGE.missing("release")).isEmpty();
    }

    private void isFailed() {
        isEnded("failed", "EndEvent_NotReleased");
        assertThat(run.lastJob("fail-release").variables())
                .containsEntry("cause", "tests-failed")
                .containsEntry("outcome", "2 of 4 tests failed");
    }

    private void isEnded(String status, String end) {
        assertThat(run.lastJob("end-operation").header("status")).isEqualTo(status);
        assertThat(run.handled().getLast().type()).isEqualTo("tell-release-result");
        assertThat(run.completed()).endsWith(end, "release");
    }

    private List<String> steps() {
        return run.handled().stream()
                .filter(job -> job.type().equals("run-release-step"))
                .map(job -> job.header("step"))
                .toList();
    }

    private ProcessRun prepareApproval(String approval) {
        approvalNeeded = true;
        prepare().worker("record-release-approval", Map.of("approval", approval, "askedAfter", 1));
        request();
        return run;
    }

    private ProcessRun prepare() {
        run = new ProcessRun(engine, false)
                .worker("begin-operation", Map.of())
                .worker("run-release-step", job -> {
                    if (job.header("step").equals(failing)) {
                        throw new BusinessError(
                                "RELEASE_FAILED", Map.of("cause", "tests-failed", "outcome", "2 of 4 tests failed"));
                    }
                    return switch (job.header("step")) {
                        case "check" -> Map.of("version", "1.2.0");
                        case "classify" ->
                            Map.of("approvalNeeded", approvalNeeded, "approvalWithin", "P1D", "facts", FACTS);
                        case "observe" -> Map.of("judged", judged, "facts", FACTS);
                        case "roll-back" -> Map.of("rolledBack", "1.1.0 serves");
                        case "cancel" -> Map.of("outcome", "cancelled");
                        default -> Map.of();
                    };
                })
                .worker("record-release-answer", Map.of())
                .worker("fail-release", job -> Map.of("outcome", job.variables().getOrDefault("outcome", "")))
                .worker("finish-release", Map.of())
                .worker("end-operation", Map.of())
                .worker("tell-release-result", Map.of());
        return run;
    }

    private void request() {
        run.publish("release-requested", "op-1", Duration.ZERO, REQUEST);
    }
}
