package org.vigie.preventive.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** Every path of preventive maintenance, and at the end the proof that nothing in it was left out. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreventiveMaintenanceProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private int works;
    private int waitsFor;

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void whatNobodyJudgesIsDoneByVigieAlone() {
        prepare(false);
        due();
        assertThat(run.handled()).extracting(Job::type).containsExactly("do-preventive-work");
        assertThat(run.completed()).endsWith("EndEvent_DoneByVigie", "preventive-maintenance");
    }

    @Test
    void operationsAreWaitedForAndLookedAtAgain() {
        prepare(false);
        waitsFor = 1;
        due();
        assertThat(works).isEqualTo(1);
        run.publish("preventive-work-over", "PM-1", Duration.ZERO, Map.of());
        assertThat(works).isEqualTo(2);
        assertThat(run.completed()).endsWith("EndEvent_DoneByVigie", "preventive-maintenance");
    }

    @Test
    void judgedEntryGoesToItsGroupAndIsSettled() {
        prepare(true);
        due();
        assertThat(run.task("Task_Judge").groups()).isEqualTo("[\"security\"]");
        assertThat(run.shown("Task_Judge")).containsEntry("title", "Audit").containsEntry("decision", null);
        run.complete(
                "Task_Judge", Map.of("decision", "done", "points", List.of(Map.of("point", "Rights", "ticked", true))));
        assertThat(run.lastJob("record-preventive-decision").variables())
                .containsEntry("runId", "PM-1")
                .containsEntry("decision", "done")
                .containsEntry("asked", 4711)
                .containsEntry("points", List.of(Map.of("point", "Rights", "ticked", true)));
        assertThat(run.completed()).endsWith("EndEvent_Settled", "preventive-maintenance");
    }

    @Test
    void incompleteDecisionComesBackWithTheReason() {
        prepare(true);
        due();
        run.complete("Task_Judge", Map.of("decision", "skip"));
        assertThat(run.shown("Task_Judge"))
                .containsEntry("refusalReason", "say why")
                .containsEntry("decision", null);
        run.complete("Task_Judge", Map.of("decision", "skip", "remark", "nobody is new"));
        assertThat(run.lastJob("record-preventive-decision").variables())
                .containsEntry("remark", "nobody is new")
                .containsEntry("asked", 4712);
        assertThat(run.completed()).endsWith("EndEvent_Settled", "preventive-maintenance");
    }

    @Test
    void postponedEntryIsDoneAnewOnItsDay() {
        prepare(true);
        due();
        run.complete("Task_Judge", Map.of("decision", "postpone", "postponedTo", "2026-12-05", "remark", "holidays"));
        assertThat(run.tasks()).isEmpty();
        run.passUntilTimer(Duration.ofDays(3), "Event_ItsDayCame");
        assertThat(works).isEqualTo(2);
        run.complete("Task_Judge", Map.of("decision", "done"));
        assertThat(run.completed()).endsWith("EndEvent_Settled", "preventive-maintenance");
    }

    @Test
    void whoDoesNotAnswerIsRemindedAndThenItCountsAsNotDone() {
        prepare(true);
        due();
        run.passUntilTimer(Duration.ofDays(5), "BoundaryEvent_AnswerDue");
        assertThat(run.lastJob("remind-preventive-work").variables())
                .containsEntry("runId", "PM-1")
                .containsEntry("groups", List.of("security"));
        assertThat(run.tasks()).hasSize(1);
        run.passUntilTimer(Duration.ofDays(5), "BoundaryEvent_GivenUp");
        assertThat(run.lastJob("give-up-preventive-work").variables()).containsEntry("runId", "PM-1");
        assertThat(run.completed()).endsWith("EndEvent_NotDone", "preventive-maintenance");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        prepare(false);
        assertThat(COVERAGE.missing("preventive-maintenance")).isEmpty();
    }

    private void prepare(boolean judged) {
        run = new ProcessRun(engine)
                .worker("do-preventive-work", job -> work(judged))
                .worker("record-preventive-decision", this::decide)
                .worker("remind-preventive-work", Map.of())
                .worker("give-up-preventive-work", Map.of());
    }

    private void due() {
        run.publish("preventive-due", "PM-1", Duration.ZERO, Map.of("runId", "PM-1", "application", "mangatheque"));
    }

    private Map<String, Object> work(boolean judged) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("waits", works < waitsFor);
        works++;
        variables.put("asks", judged);
        variables.put("asked", 4711);
        if (judged) {
            variables.put("applicationName", "MangaThèque");
            variables.put("language", "fr");
            variables.put("title", "Audit");
            variables.put("groups", List.of("security"));
            variables.put("taskPriority", 50);
            variables.put("answerWithin", "P5D");
            variables.put("giveUpAfter", "P10D");
            variables.put("answerDue", "2026-12-05T09:00:00Z");
            variables.put("facts", List.of("found"));
            variables.put("points", List.of(Map.of("point", "Rights", "ticked", false)));
            variables.put("figures", List.of());
        }
        return variables;
    }

    private Map<String, Object> decide(Job job) {
        Map<String, Object> outputs = new HashMap<>();
        outputs.put("asked", 4712);
        outputs.put("refusalReason", null);
        outputs.put("goesOnAt", null);
        boolean without = job.variables().get("remark") == null;
        String decision = String.valueOf(job.variables().get("decision"));
        if (decision.equals("postpone")) {
            outputs.put("outcome", "later");
            outputs.put("goesOnAt", engineTime().plus(Duration.ofDays(3)).toString());
        } else if (decision.equals("skip") && without) {
            outputs.put("outcome", "refused");
            outputs.put("refusalReason", "say why");
        } else {
            outputs.put("outcome", "settled");
        }
        return outputs;
    }

    private Instant engineTime() {
        return Clock.systemUTC().instant();
    }
}
