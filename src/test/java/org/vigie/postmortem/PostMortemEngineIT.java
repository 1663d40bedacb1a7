package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Autowired
    EngineRun engine;

    @Test
    void postMortemOfAP1IsWrittenReviewedPublishedAndClosedWithItsActions() throws Exception {
        String incident = resolvedP1();

        EngineTask write = engine.task(incident, "Task_WritePostMortem");
        assertThat(write.groups()).containsExactly("developers", "devops");
        assertThat(write.dueDate()).isNotNull();
        assertThat(engine.records(incident).variable("timeline")).contains("ticket créé");
        engine.complete(write, draft("Dora"));
        engine.complete(incident, "Task_ReviewPostMortem", Map.of("reviewer", "Dora", "reviewDecision", "approve"));
        eventually()
                .untilAsserted(() -> assertThat(engine.records(incident).variable("refusalReason"))
                        .contains("Dora"));
        engine.complete(incident, "Task_ReviewPostMortem", Map.of("reviewer", "Nadia", "reviewDecision", "approve"));

        JsonNode action = eventually().until(this::actionTicket, ticket -> !ticket.isMissingNode());
        JsonNode published = eventually()
                .until(
                        () -> postMortem(incident),
                        now -> !now.path("documentPath").isNull());
        assertThat(Files.readString(Path.of(published.path("documentPath").asText())))
                .contains(incident, "The certificate had expired", ACTION, "Nadia");

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

    private static Map<String, Object> draft(String author) {
        return Map.of(
                "timeline", "- 10:00 : down",
                "impact", "Nobody could log in",
                "rootCause", "The certificate had expired",
                "immediateActions", "Renewed by hand",
                "longTermFixes", "A watch on the expiry",
                "lessons", "An alert was missing",
                "author", author,
                "noActions", false,
                "actions", List.of(Map.of("title", ACTION, "owner", "Dora")));
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
