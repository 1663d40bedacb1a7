package org.vigie.release.calendar.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of a release proposal, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseProposalProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void releaseNowEndsWithTheRequest() {
        prepare(true);
        due();
        assertThat(run.lastJob("prepare-release-proposal").header("answerWithin"))
                .isEqualTo("P5D");
        assertThat(run.task("Task_DecideOnRelease").groups()).isEqualTo("[\"technical-lead\",\"devops\"]");
        run.complete("Task_DecideOnRelease", Map.of("decision", "release"));
        assertThat(run.lastJob("record-release-decision").variables())
                .containsEntry("proposalId", "RP-1")
                .containsEntry("decision", "release");
        assertThat(run.completed()).endsWith("EndEvent_ReleaseRequested", "release-proposal");
    }

    @Test
    void nextTimeWithoutAReasonComesBackAndThenIsPutOff() {
        prepare(true);
        due();
        run.complete("Task_DecideOnRelease", Map.of("decision", "next-time"));
        assertThat(run.shown("Task_DecideOnRelease"))
                .containsEntry("refusalReason", "next time has no reason")
                .containsEntry("decision", null);
        run.complete("Task_DecideOnRelease", Map.of("decision", "next-time", "reason", "holidays"));
        assertThat(run.lastJob("record-release-decision").variables())
                .containsEntry("reason", "holidays")
                .containsEntry("askedAfter", 4711);
        assertThat(run.completed()).endsWith("EndEvent_PutOff", "release-proposal");
    }

    @Test
    void withoutAnAnswerItIsPutOff() {
        prepare(true);
        due();
        run.passUntilTimer(Duration.ofDays(5), "BoundaryEvent_NobodyDecided");
        assertThat(run.lastJob("put-off-release").variables()).containsEntry("proposalId", "RP-1");
        assertThat(run.completed()).endsWith("EndEvent_Unanswered", "release-proposal");
    }

    @Test
    void nothingToReleaseAsksNobody() {
        prepare(false);
        due();
        assertThat(run.handled()).extracting(Job::type).containsExactly("prepare-release-proposal");
        assertThat(run.completed()).endsWith("EndEvent_NothingProposed", "release-proposal");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(false);
        assertThat(COVERAGE.missing("release-proposal")).isEmpty();
    }

    private void prepare(boolean proposed) {
        run = new ProcessRun(engine)
                .worker("prepare-release-proposal", job -> prepared(proposed))
                .worker("record-release-decision", ReleaseProposalProcessTests::decide)
                .worker("put-off-release", Map.of());
    }

    private void due() {
        run.publish("release-due", "RP-1", Duration.ZERO, Map.of("proposalId", "RP-1", "application", "demo"));
    }

    private static Map<String, Object> prepared(boolean proposed) {
        return proposed
                ? Map.of(
                        "releaseProposed",
                        true,
                        "version",
                        "1.3.0",
                        "answerDue",
                        "2026-12-08T09:00:00Z",
                        "answerWithin",
                        "P5D",
                        "facts",
                        List.of("Version 1.3.0"))
                : Map.of("releaseProposed", false);
    }

    private static Map<String, Object> decide(Job job) {
        Map<String, Object> outputs = new HashMap<>();
        outputs.put("askedAfter", 4711);
        outputs.put("refusalReason", null);
        if ("release".equals(job.variables().get("decision"))) {
            outputs.put("outcome", "requested");
        } else if (job.variables().get("reason") != null) {
            outputs.put("outcome", "put-off");
        } else {
            outputs.put("outcome", "refused");
            outputs.put("refusalReason", "next time has no reason");
        }
        return outputs;
    }
}
