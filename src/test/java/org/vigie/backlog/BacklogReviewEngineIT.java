package org.vigie.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;

/** A review of the backlog on the broker of version 8.6.0, one task for each application. */
@EngineTest
class BacklogReviewEngineIT {

    @Autowired
    EngineRun engine;

    @Autowired
    CamundaClient client;

    @Test
    void marksAndPlannedReleaseOfAReviewReachTheTicket() {
        String evolution = evolutionOf("cesizen");
        evolutionOf("mangatheque");
        long review = engine.startFromForm("backlog-review", Map.of());
        engine.taskOf(review, "Task_ReviewBacklog");
        eventually().until(() -> openTasks(review).size() == 2);

        // handed in for both: the application that it is not a ticket of sends it back
        Map<String, Object> line = Map.of(
                "ticketId",
                evolution,
                "userValue",
                5,
                "technicalRisk",
                2,
                "dependencies",
                0,
                "plannedRelease",
                "1.5.0");
        openTasks(review).forEach(task -> engine.complete(task, Map.of("evolutions", List.of(line))));
        eventually()
                .untilAsserted(() -> assertThat(engine.instance(review).variable("refusalReason"))
                        .contains(evolution));
        EngineTask other = eventually()
                .until(() -> openTasks(review), tasks -> tasks.size() == 1)
                .getFirst();
        engine.complete(other, Map.of("evolutions", List.of()));

        eventually()
                .untilAsserted(
                        () -> assertThat(engine.instance(review).completed()).contains("EndEvent_BacklogReviewed"));
        assertThat(engine.ticket(evolution).path("plannedRelease").asText()).isEqualTo("1.5.0");
        assertThat(engine.api()
                        .get("/api/applications/cesizen/backlog")
                        .requireSuccess()
                        .body()
                        .toString())
                .contains(evolution);
        assertThat(engine.instance(review).completed()).contains("Task_CloseReview");
        assertThat(engine.instance(review).incidents()).isEmpty();
    }

    @Test
    void reviewWhoseProcessIsCancelledInOperateGoesOnWhenSomebodySaysSo() {
        evolutionOf("cesizen");
        long review = engine.startFromForm("backlog-review", Map.of());
        engine.taskOf(review, "Task_ReviewBacklog");
        String id = String.valueOf(engine.instance(review).variable("reviewId")).replace("\"", "");
        assertThat(id).startsWith("BR-");
        engine.pass(Duration.ofMinutes(1));
        client.newCancelInstanceCommand(review).send().join();
        engine.pass(Duration.ofMinutes(1));

        String trouble = "backlog-review-without-process:" + id;
        engine.awaitTrouble(trouble);
        engine.retryTrouble(trouble);
        eventually()
                .until(() -> engine.recordsOf("reviewId", id)
                                .instancesOf("backlog-review")
                                .size()
                        == 2);
    }

    private List<EngineTask> openTasks(long review) {
        CaseRecords records = engine.instance(review);
        return records.openTasks();
    }

    private String evolutionOf(String application) {
        String id = engine.create(Map.of(
                        "application", application,
                        "title", "Mode sombre",
                        "type", "evolutive",
                        "impact", "improvement",
                        "reporter", Map.of("name", "Inès", "email", "ines@example.org")))
                .path("id")
                .asText();
        engine.task(id, "Task_QualifyTicket");
        return id;
    }
}
