package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camunda.client.CamundaClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;

/** The post-mortem of a P1 on the broker of version 8.6.0, until its last action is done. */
@EngineTest
class PostMortemEngineIT {

    private static final String ACTION = "Watch the expiry of certificates";

    private static final Map<String, Object> DRAFT = Map.of(
            "timeline", "- 10:00 : down",
            "impact", "Nobody could log in",
            "rootCause", "The certificate had expired",
            "immediateActions", "Renewed by hand",
            "longTermFixes", "A watch on the expiry",
            "lessons", "An alert was missing",
            "noActions", false,
            "actions", List.of(Map.of("title", ACTION, "owner", "Dora")));

    @Autowired
    EngineRun engine;

    @Autowired
    CamundaClient client;

    @Test
    void postMortemOfAP1IsWrittenReviewedPublishedAndClosedWithItsActions() throws Exception {
        String incident = resolvedP1();

        EngineTask write = engine.task(incident, "Task_WritePostMortem");
        assertThat(write.groups()).containsExactly("developers", "devops");
        assertThat(write.dueDate()).isNotNull();
        assertThat(engine.records(incident).variable("timeline")).contains("ticket créé");
        complete(write, "dora", DRAFT);
        EngineTask own = engine.task(incident, "Task_ReviewPostMortem");
        complete(own, "dora", Map.of("reviewer", "Nadia", "author", "Nadia", "reviewDecision", "approve"));
        eventually()
                .untilAsserted(() -> assertThat(engine.records(incident).variable("refusalReason"))
                        .as("another name typed is not another account")
                        .contains("Le compte dora a écrit le post-mortem"));
        assertThat(postMortem(incident).path("status").asText()).isEqualTo("review");
        EngineTask review = eventually()
                .until(() -> engine.task(incident, "Task_ReviewPostMortem"), task -> task.key() != own.key());
        complete(review, "nadia", Map.of("reviewDecision", "approve"));

        JsonNode action = eventually().until(this::actionTicket, ticket -> !ticket.isMissingNode());
        JsonNode published = eventually()
                .until(
                        () -> postMortem(incident),
                        now -> !now.path("documentPath").isNull());
        assertThat(Files.readString(Path.of(published.path("documentPath").asText())))
                .contains(incident, "The certificate had expired", ACTION, "dora", "nadia");

        String actionId = action.path("id").asText();
        engine.task(actionId, "Task_QualifyTicket");
        assertThat(postMortem(incident).path("status").asText()).isNotEqualTo("closed");
        engine.api()
                .post("/api/tickets/" + actionId + "/cancellation", Map.of("text", "bought as a service"))
                .requireSuccess();
        eventually()
                .untilAsserted(
                        () -> assertThat(engine.records(incident).completed()).contains("EndEvent_PostMortemClosed"));
        assertThat(postMortem(incident).path("status").asText()).isEqualTo("closed");
        assertThat(engine.records(incident).incidents()).isEmpty();
    }

    @Test
    void postMortemWhoseProcessIsCancelledInOperateGoesOnWhenSomebodySaysSo() {
        String incident = resolvedP1();
        EngineTask write = engine.task(incident, "Task_WritePostMortem");
        complete(write, "dora", DRAFT);
        engine.task(incident, "Task_ReviewPostMortem");
        long instance = postMortem(incident).path("processInstanceKey").asLong();
        engine.pass(Duration.ofMinutes(1));
        client.newCancelInstanceCommand(instance).send().join();
        engine.pass(Duration.ofMinutes(1));

        String trouble = "post-mortem-without-process:PM-" + incident;
        engine.awaitTrouble(trouble);
        assertThat(postMortem(incident).path("processInstanceKey").isNull()).isTrue();
        engine.retryTrouble(trouble);

        eventually()
                .until(() -> engine.records(incident).instancesOf("post-mortem").size() == 2);
        EngineTask again = eventually()
                .until(() -> engine.task(incident, "Task_WritePostMortem"), task -> task.key() != write.key());
        assertThat(again.assignee()).isNull();
        assertThat(engine.records(incident).variable("lessons")).contains("An alert was missing");
        assertThat(postMortem(incident).path("processInstanceKey").asLong()).isNotEqualTo(instance);
    }

    private void complete(EngineTask task, String account, Map<String, ?> form) {
        engine.assign(task, account);
        engine.complete(task, form);
    }

    private String resolvedP1() {
        String id = engine.create(Map.of(
                        "application", "cesizen",
                        "title", "CESIZen ne répond plus",
                        "description", "Page blanche après la connexion",
                        "type", "corrective",
                        "impact", "service-down",
                        "reporter", Map.of("name", "Inès Martin", "email", "ines@example.org")))
                .path("id")
                .asText();
        engine.complete(id, "Task_QualifyTicket", Map.of("decision", "accept"));
        engine.complete(id, "Task_AssignOwner", Map.of("owner", "ops", "team", "devops"));
        engine.complete(id, "Task_AnalyseCause", Map.of("rootCause", "the certificate expired"));
        engine.complete(id, "Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "renewed it"));
        engine.complete(id, "Task_ValidateCorrection", Map.of("validated", true, "satisfaction", 5));
        return id;
    }

    private JsonNode postMortem(String incident) {
        return engine.api()
                .get("/api/post-mortems/PM-" + incident)
                .requireSuccess()
                .body();
    }

    private JsonNode actionTicket() {
        JsonNode tickets = engine.api()
                .get("/api/tickets?application=cesizen")
                .requireSuccess()
                .body();
        return StreamSupport.stream(tickets.spliterator(), false)
                .filter(ticket -> ticket.path("title").asText().contains(ACTION))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
