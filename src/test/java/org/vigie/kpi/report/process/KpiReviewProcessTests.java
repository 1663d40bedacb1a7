package org.vigie.kpi.report.process;

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

/** Every path of the review of missed objectives, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KpiReviewProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void aRemarkEndsItAndWithoutOneItComesBack() {
        prepare(true);
        missed();
        assertThat(run.lastJob("open-improvement-tickets").header("answerWithin"))
                .isEqualTo("P10D");
        assertThat(run.task("Task_LookAtFigures").groups()).isEqualTo("[\"technical-lead\"]");
        run.complete("Task_LookAtFigures", Map.of());
        assertThat(run.shown("Task_LookAtFigures")).containsEntry("refusalReason", "there is no remark");
        run.complete("Task_LookAtFigures", Map.of("remark", "the search was slow"));
        assertThat(run.lastJob("record-kpi-review").variables())
                .containsEntry("reportId", "MR-1")
                .containsEntry("remark", "the search was slow")
                .containsEntry("askedAfter", 4711);
        assertThat(run.completed()).endsWith("EndEvent_Reviewed", "kpi-review");
    }

    @Test
    void withoutAnAnswerItEnds() {
        prepare(true);
        missed();
        run.passUntilTimer(Duration.ofDays(10), "BoundaryEvent_NobodyLooked");
        assertThat(run.lastJob("end-kpi-review").variables()).containsEntry("reportId", "MR-1");
        assertThat(run.completed()).endsWith("EndEvent_Unanswered", "kpi-review");
    }

    @Test
    void whatIsOverAsksNobody() {
        prepare(false);
        missed();
        assertThat(run.handled()).extracting(Job::type).containsExactly("open-improvement-tickets");
        assertThat(run.completed()).endsWith("EndEvent_NothingToLookAt", "kpi-review");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(false);
        assertThat(COVERAGE.missing("kpi-review")).isEmpty();
    }

    private void prepare(boolean needed) {
        run = new ProcessRun(engine)
                .worker("open-improvement-tickets", job -> opened(needed))
                .worker("record-kpi-review", KpiReviewProcessTests::record)
                .worker("end-kpi-review", Map.of());
    }

    private void missed() {
        run.publish("kpi-objectives-missed", "MR-1", Duration.ZERO, Map.of("reportId", "MR-1", "application", "demo"));
    }

    private static Map<String, Object> opened(boolean needed) {
        return needed
                ? Map.of(
                        "reviewNeeded",
                        true,
                        "month",
                        "2026-10",
                        "answerDue",
                        "2026-11-11T09:00:00Z",
                        "answerWithin",
                        "P10D",
                        "missed",
                        List.of(Map.of("indicator", "Uptime")))
                : Map.of("reviewNeeded", false);
    }

    private static Map<String, Object> record(Job job) {
        Map<String, Object> outputs = new HashMap<>();
        boolean given = job.variables().get("remark") != null;
        outputs.put("askedAfter", 4711);
        outputs.put("outcome", given ? "accepted" : "refused");
        outputs.put("refusalReason", given ? null : "there is no remark");
        return outputs;
    }
}
