package org.vigie.postmortem.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.vigie.support.process.BusinessError;
import org.vigie.support.process.Job;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;

/** Every path of the post-mortem's process, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostMortemProcessTests {

    private static final String ID = "PM-CZ-17";
    private static final Duration NOT_KEPT = Duration.ZERO;
    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private int openActions;

    @BeforeEach
    void prepare() {
        run = new ProcessRun(engine)
                .worker("prepare-post-mortem", job -> prepared())
                .worker("record-post-mortem-draft", Map.of("author", "dora"))
                .worker("record-post-mortem-review", job -> reviewed(job.variables()))
                .worker("remind-post-mortem", Map.of())
                .worker("create-action-tickets", Map.of())
                .worker("publish-post-mortem", Map.of("documentPath", "/srv/cesizen/ops/docs/post-mortem-CZ-17.md"))
                .worker("check-action-tickets", job -> Map.of("openActions", openActions))
                .worker("close-post-mortem", Map.of());
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void approvedPostMortemWithoutActionsIsPublishedAndClosed() {
        start();
        var write = run.task("Task_WritePostMortem");
        assertThat(write.groups()).isEqualTo("[\"developers\",\"devops\"]");
        assertThat(write.dueDate()).isEqualTo("2026-11-25T15:00Z");
        assertThat(write.assignee()).isNull();
        run.complete("Task_WritePostMortem", Map.of("author", "Mallory", "lessons", "Watch the certificate"));
        assertThat(run.lastJob("record-post-mortem-draft").variables())
                .doesNotContainKey("author")
                .containsEntry("lessons", "Watch the certificate")
                .containsEntry("timeline", "- 10:00 : down");
        var review = run.task("Task_ReviewPostMortem");
        assertThat(review.groups()).isEqualTo("[\"technical-lead\",\"developers\"]");
        assertThat(review.dueDate()).isEqualTo("2026-11-25T15:00Z");
        assertThat(review.assignee()).isNull();
        run.complete("Task_ReviewPostMortem", Map.of("reviewDecision", "approve", "reviewer", "Mallory"));
        assertThat(run.lastJob("record-post-mortem-review").variables())
                .containsEntry("reviewDecision", "approve")
                .containsEntry("author", "dora")
                .doesNotContainKey("reviewer");
        assertThat(types())
                .containsSubsequence(
                        "create-action-tickets", "publish-post-mortem", "check-action-tickets", "close-post-mortem");
        assertThat(run.completed()).endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    void secondInstanceOfOnePostMortemEndsAtOnce() {
        run.worker("prepare-post-mortem", job -> {
            throw new BusinessError("POST_MORTEM_ALREADY_RUNNING", Map.of());
        });
        start();
        assertThat(run.completed()).endsWith("EndEvent_AlreadyRunning", "post-mortem");
        assertThat(run.handled()).hasSize(1);
    }

    @Test
    void processThatWasStartedAnewDoesNotAskAgainForWhatIsApproved() {
        run.worker("prepare-post-mortem", job -> {
            Map<String, Object> outputs = prepared();
            outputs.put("approved", true);
            return outputs;
        });
        start();
        assertThat(run.tasks()).isEmpty();
        assertThat(run.completed())
                .contains("Task_PublishPostMortem")
                .endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    void refusedDraftGoesBackToItsAuthorWithTheReason() {
        start();
        run.worker("record-post-mortem-draft", job -> {
            throw new BusinessError("DRAFT_REFUSED", Map.of("refusalReason", "There is no long-term action."));
        });
        run.complete("Task_WritePostMortem", Map.of("lessons", "Watch the certificate"));
        run.task("Task_WritePostMortem");
        run.worker("record-post-mortem-draft", Map.of("author", "dora"));
        run.complete("Task_WritePostMortem");
        assertThat(run.lastJob("record-post-mortem-draft").variables())
                .containsEntry("refusalReason", "There is no long-term action.")
                .containsEntry("lessons", "Watch the certificate");
        run.complete("Task_ReviewPostMortem");
        assertThat(run.lastJob("record-post-mortem-review").variables()).containsEntry("refusalReason", null);
    }

    @Test
    void refusedReviewGoesBackToTheReviewersWithTheReason() {
        written();
        run.worker("record-post-mortem-review", job -> {
            throw new BusinessError("REVIEW_REFUSED", Map.of("refusalReason", "dora wrote the post-mortem."));
        });
        run.complete("Task_ReviewPostMortem");
        run.task("Task_ReviewPostMortem");
        run.worker("record-post-mortem-review", Map.of("approved", true, "reviewer", "nadia"));
        run.complete("Task_ReviewPostMortem");
        assertThat(run.lastJob("record-post-mortem-review").variables())
                .containsEntry("refusalReason", "dora wrote the post-mortem.");
        assertThat(run.completed()).endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    void whatComesBackBelongsToItsAuthor() {
        start();
        assertThat(run.task("Task_WritePostMortem").assignee()).isNull();
        run.complete("Task_WritePostMortem", Map.of("lessons", "Watch the certificate"));
        run.complete("Task_ReviewPostMortem", Map.of("reviewDecision", "changes", "reviewComment", "Who was hit?"));
        assertThat(run.task("Task_WritePostMortem").assignee()).isEqualTo("dora");
    }

    @Test
    void changesGoBackToTheAuthorWithTheComment() {
        written();
        run.complete("Task_ReviewPostMortem", Map.of("reviewDecision", "changes", "reviewComment", "Who was hit?"));
        assertThat(run.task("Task_WritePostMortem").assignee()).isEqualTo("dora");
        run.complete("Task_WritePostMortem", Map.of("impact", "Everybody"));
        assertThat(run.lastJob("record-post-mortem-draft").variables())
                .containsEntry("reviewComment", "Who was hit?")
                .containsEntry("reviewer", "nadia")
                .containsEntry("impact", "Everybody");
        run.complete("Task_ReviewPostMortem", Map.of("reviewDecision", "approve"));
        assertThat(run.lastJob("record-post-mortem-review").variables())
                .containsEntry("reviewComment", null)
                .containsEntry("reviewDecision", "approve");
        assertThat(run.completed()).endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    /** Completed through the API, without the form: nothing of the review before is taken for a decision. */
    @Test
    void reviewThatSaysNothingDecidesNothing() {
        written();
        run.complete("Task_ReviewPostMortem", Map.of("reviewDecision", "changes", "reviewComment", "Who was hit?"));
        run.complete("Task_WritePostMortem");
        run.worker("record-post-mortem-review", job -> {
            throw new BusinessError("REVIEW_REFUSED", Map.of("refusalReason", "The decision is missing."));
        });
        run.complete("Task_ReviewPostMortem");
        assertThat(run.lastJob("record-post-mortem-review").variables())
                .containsEntry("reviewDecision", null)
                .containsEntry("reviewComment", null);
        assertThat(run.task("Task_ReviewPostMortem").assignee()).isNull();
        assertThat(run.completed()).doesNotContain("Task_PublishPostMortem");
    }

    @Test
    void remindsOnceADayUntilItIsApproved() {
        start();
        run.passUntilTimer(Duration.ofHours(25), "BoundaryEvent_ReminderDue");
        assertThat(reminders()).isEqualTo(1);
        run.passUntilTimer(Duration.ofDays(1), "BoundaryEvent_ReminderDue");
        run.complete("Task_WritePostMortem");
        run.passUntilTimer(Duration.ofDays(1), "BoundaryEvent_ReminderDue");
        assertThat(reminders()).isEqualTo(3);
        run.complete("Task_ReviewPostMortem");
        assertThat(run.completed()).endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    void waitsForTheLastActionTicket() {
        openActions = 2;
        approved();
        assertThat(run.completed()).endsWith("Gateway_ActionsDone");
        run.publish("action-tickets-closed", "PM-CZ-18", NOT_KEPT, Map.of());
        assertThat(run.completed()).endsWith("Gateway_ActionsDone");
        openActions = 0;
        run.publish("action-tickets-closed", ID, NOT_KEPT, Map.of());
        assertThat(run.completed())
                .contains("Event_ActionTicketsClosed")
                .endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    void looksAtTheActionsOnceADayInCaseTheMessageWasLost() {
        openActions = 1;
        approved();
        run.passUntilTimer(Duration.ofDays(1), "Event_RecheckDue");
        assertThat(run.completed()).endsWith("Gateway_ActionsDone");
        openActions = 0;
        run.passUntilTimer(Duration.ofDays(1), "Event_RecheckDue");
        assertThat(run.completed()).endsWith("EndEvent_PostMortemClosed", "post-mortem");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        assertThat(COVERAGE.missing("post-mortem")).isEmpty();
    }

    private void start() {
        run.publish("post-mortem-needed", ID, NOT_KEPT, Map.of("postMortemId", ID));
    }

    private void written() {
        start();
        run.complete("Task_WritePostMortem");
    }

    private void approved() {
        written();
        run.complete("Task_ReviewPostMortem");
    }

    private static Map<String, Object> reviewed(Map<String, Object> variables) {
        return Map.of("approved", !"changes".equals(variables.get("reviewDecision")), "reviewer", "nadia");
    }

    private Map<String, Object> prepared() {
        Map<String, Object> outputs = new HashMap<>();
        List.of("impact", "rootCause", "immediateActions", "longTermFixes", "lessons")
                .forEach(section -> outputs.put(section, ""));
        outputs.put("ticketId", "CZ-17");
        outputs.put("timeline", "- 10:00 : down");
        outputs.put("postMortemDue", "2026-11-25T15:00:00Z");
        outputs.put(
                "remindAt",
                Instant.ofEpochMilli(engineTime()).plus(Duration.ofDays(1)).toString());
        return outputs;
    }

    /** The engine's clock stands where the machine's does until a test moves it. */
    private static long engineTime() {
        return java.time.Clock.systemUTC().millis();
    }

    private long reminders() {
        return types().stream().filter("remind-post-mortem"::equals).count();
    }

    private List<String> types() {
        List<String> types = new ArrayList<>();
        run.handled().stream().map(Job::type).forEach(types::add);
        return types;
    }
}
