package org.vigie.release.deprecation.process;

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
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a deprecation, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeprecationProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final String DUE = "2020-01-01T08:00:00Z";

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private final Deque<Boolean> removalNext = new ArrayDeque<>();

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void usersAreToldAtEachTimeAndTheRemovalIsConfirmed() {
        prepare(false, false, true);
        announced();
        assertThat(notices()).containsExactly("announcement");
        timePasses();
        timePasses();
        assertThat(notices()).containsExactly("announcement", DUE, DUE);
        timePasses();
        assertThat(run.task("Task_ConfirmRemoval").groups()).isEqualTo("[\"technical-lead\"]");
        assertThat(run.shown("Task_ConfirmRemoval")).containsEntry("minorReleases", 3);
        run.complete("Task_ConfirmRemoval", Map.of("decision", "removed"));
        assertThat(run.lastJob("record-removal").variables())
                .containsEntry("deprecationId", "DP-1")
                .containsEntry("decision", "removed");
        assertThat(run.completed()).endsWith("EndEvent_DeprecationEnded", "deprecation");
    }

    @Test
    void aMovedRemovalIsPlannedAnew() {
        prepare(true, false, true);
        announced();
        timePasses();
        run.complete(
                "Task_ConfirmRemoval",
                Map.of("decision", "moved", "newRemovalOn", "2027-12-31", "reason", "too early"));
        assertThat(run.lastJob("record-removal").variables())
                .containsEntry("newRemovalOn", "2027-12-31")
                .containsEntry("reason", "too early");
        timePasses();
        timePasses();
        assertThat(notices()).containsExactly("announcement", DUE);
        assertThat(run.shown("Task_ConfirmRemoval"))
                .containsEntry("decision", null)
                .containsEntry("reason", null);
    }

    @Test
    void aRefusedDecisionComesBackWithTheReason() {
        prepare(true);
        announced();
        timePasses();
        run.complete("Task_ConfirmRemoval", Map.of("decision", "refused"));
        assertThat(run.shown("Task_ConfirmRemoval")).containsEntry("refusalReason", "too early");
        run.complete("Task_ConfirmRemoval", Map.of("decision", "withdrawn", "reason", "it is needed"));
        assertThat(run.lastJob("record-removal").variables()).containsEntry("askedAfter", 4711);
        assertThat(run.completed()).endsWith("EndEvent_DeprecationEnded", "deprecation");
    }

    @Test
    void aFormAnnouncesAndComesBackUntilItFits() {
        prepare(true);
        run.worker("record-deprecation", DeprecationProcessTests::register);
        run.start("deprecation", Map.of());
        run.complete("Task_WriteAnnouncement", Map.of("application", "demo"));
        assertThat(run.shown("Task_WriteAnnouncement")).containsEntry("refusalReason", "feature is missing");
        run.complete("Task_WriteAnnouncement", Map.of("application", "demo", "feature", "Export as PDF"));
        assertThat(run.lastJob("record-deprecation").variables()).containsEntry("askedAfter", 4711);
        assertThat(run.lastJob("tell-deprecation").variables()).containsEntry("deprecationId", "DP-2");
    }

    @Test
    void whatIsOverEndsAtOnce() {
        prepare(true);
        run.worker("take-up-deprecation", job -> {
            throw new BusinessError("DEPRECATION_OVER", Map.of());
        });
        announced();
        assertThat(run.handled()).extracting(Job::type).containsExactly("take-up-deprecation");
        assertThat(run.completed()).endsWith("EndEvent_NothingToDo", "deprecation");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(true);
        assertThat(COVERAGE.missing("deprecation")).isEmpty();
    }

    private void prepare(Boolean... removals) {
        removalNext.addAll(List.of(removals));
        run = new ProcessRun(engine)
                .worker("take-up-deprecation", Map.of("application", "demo"))
                .worker("record-deprecation", Map.of("deprecationId", "DP-2"))
                .worker("tell-deprecation", Map.of())
                .worker(
                        "plan-deprecation",
                        job -> Map.of("removalNext", removalNext.removeFirst(), "nextAt", DUE, "nextIn", "P30D"))
                .worker("prepare-removal", Map.of("minorReleases", 3, "removalAllowed", true))
                .worker("record-removal", DeprecationProcessTests::decide);
    }

    private void announced() {
        run.publish("deprecation-announced", "DP-1", Duration.ZERO, Map.of("deprecationId", "DP-1"));
    }

    private void timePasses() {
        run.passUntilTimer(Duration.ofDays(31), "Event_DueTime");
    }

    private List<String> notices() {
        return run.handled().stream()
                .filter(job -> job.type().equals("tell-deprecation"))
                .map(job -> job.variables().get("nextAt"))
                .map(at -> at == null ? "announcement" : at.toString())
                .toList();
    }

    private static Map<String, Object> decide(Job job) {
        String decision = String.valueOf(job.variables().get("decision"));
        Map<String, Object> outputs = new HashMap<>();
        outputs.put("outcome", decision);
        outputs.put("refusalReason", decision.equals("refused") ? "too early" : null);
        outputs.put("askedAfter", 4711);
        return outputs;
    }

    private static Map<String, Object> register(Job job) throws BusinessError {
        if (job.variables().get("feature") == null) {
            throw new BusinessError(
                    "DEPRECATION_INVALID", Map.of("refusalReason", "feature is missing", "askedAfter", 4711));
        }
        return Map.of("deprecationId", "DP-2");
    }
}
