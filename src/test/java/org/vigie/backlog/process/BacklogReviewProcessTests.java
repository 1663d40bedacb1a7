package org.vigie.backlog.process;

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
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.UserTask;

/** Every path of the backlog review, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BacklogReviewProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void eachApplicationIsReviewedOnItsOwn() {
        prepare(false, backlog("cesizen", "CZ-1"), backlog("mangatheque", "MT-2"));
        run.start("backlog-review", Map.of());
        assertThat(run.lastJob("list-open-evolutions").header("reviewWithin")).isEqualTo("P7D");
        assertThat(run.tasks())
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.groups()).isEqualTo("[\"support\",\"technical-lead\"]"))
                .allSatisfy(task -> assertThat(task.dueDate()).isEqualTo("2026-12-08T08:00Z"));
        for (UserTask task : run.tasks()) {
            run.complete(task, Map.of());
        }
        assertThat(run.handled())
                .filteredOn(job -> job.type().equals("record-backlog-review"))
                .extracting(job -> job.variables().get("application") + " "
                        + job.variables().get("evolutions"))
                .containsExactlyInAnyOrder("cesizen [{ticketId=CZ-1}]", "mangatheque [{ticketId=MT-2}]");
        assertThat(run.handled())
                .filteredOn(job -> job.type().equals("send-backlog"))
                .hasSize(2);
        assertThat(run.completed()).endsWith("EndEvent_BacklogReviewed", "backlog-review");
    }

    @Test
    void marksReachTheJobThatRecordsThem() {
        prepare(false, backlog("cesizen", "CZ-1"));
        run.start("backlog-review", Map.of());
        run.complete("Task_ReviewBacklog", Map.of("evolutions", List.of(Map.of("ticketId", "CZ-1", "userValue", 5))));
        assertThat(run.lastJob("record-backlog-review").variables())
                .containsEntry("reviewId", "4711")
                .containsEntry("evolutions", List.of(Map.of("ticketId", "CZ-1", "userValue", 5)));
    }

    @Test
    void refusedReviewComesBackWithTheReasonAndWhatWasFilledIn() {
        prepare(false, backlog("cesizen", "CZ-1"), backlog("mangatheque", "MT-2"));
        run.worker("record-backlog-review", BacklogReviewProcessTests::refuseHighMarks);
        run.start("backlog-review", Map.of());
        run.complete(run.tasks().getFirst(), Map.of("evolutions", List.of(Map.of("ticketId", "CZ-1", "userValue", 9))));
        assertThat(run.tasks()).hasSize(2);

        run.complete(run.tasks().getFirst(), Map.of());
        assertThat(run.lastJob("record-backlog-review").variables()).containsEntry("refusalReason", null);
        assertThat(run.tasks()).hasSize(1);
        run.complete("Task_ReviewBacklog", Map.of("evolutions", List.of(Map.of("ticketId", "CZ-1", "userValue", 4))));
        assertThat(run.lastJob("record-backlog-review").variables())
                .containsEntry("refusalReason", "CZ-1: user value is not a whole number in its range.");
        assertThat(run.completed()).endsWith("EndEvent_BacklogReviewed", "backlog-review");
    }

    @Test
    void endsAtOnceWhenNothingIsOpen() {
        prepare(false);
        run.start("backlog-review", Map.of());
        assertThat(run.completed()).endsWith("EndEvent_BacklogReviewed", "backlog-review");
        assertThat(run.handled()).extracting(Job::type).containsExactly("list-open-evolutions", "close-backlog-review");
    }

    @Test
    void isTakenUpAgainByAMessage() {
        prepare(false, backlog("cesizen", "CZ-1"));
        run.publish("backlog-review-resumed", "BR-7", Duration.ZERO, Map.of("reviewId", "BR-7"));
        assertThat(run.lastJob("list-open-evolutions").variables()).containsEntry("reviewId", "BR-7");
        run.complete("Task_ReviewBacklog", Map.of());
        assertThat(run.completed()).contains("Task_CloseReview").endsWith("EndEvent_BacklogReviewed", "backlog-review");
    }

    @Test
    void startsByItselfEveryMonth() {
        prepare(true);
        run.passUntilTimer(Duration.ofDays(31), "StartEvent_MonthBegun");
        assertThat(run.completed()).contains("StartEvent_MonthBegun").endsWith("backlog-review");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(false);
        assertThat(COVERAGE.missing("backlog-review")).isEmpty();
    }

    @SafeVarargs
    private void prepare(boolean withSchedules, Map<String, Object>... backlogs) {
        run = new ProcessRun(engine, withSchedules)
                .worker(
                        "list-open-evolutions",
                        Map.of("reviewId", "4711", "reviewDue", "2026-12-08T08:00:00Z", "backlogs", List.of(backlogs)))
                .worker("record-backlog-review", Map.of())
                .worker("send-backlog", Map.of())
                .worker("close-backlog-review", Map.of());
    }

    private static Map<String, Object> backlog(String application, String ticketId) {
        return Map.of(
                "application",
                application,
                "applicationName",
                application,
                "evolutions",
                List.of(Map.of("ticketId", ticketId)));
    }

    private static Map<String, Object> refuseHighMarks(Job job) throws BusinessError {
        if (job.variables().get("evolutions").toString().contains("userValue=9")) {
            throw new BusinessError(
                    "BACKLOG_REVIEW_REFUSED",
                    Map.of("refusalReason", "CZ-1: user value is not a whole number in its range."));
        }
        return Map.of();
    }
}
