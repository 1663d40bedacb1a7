package org.vigie.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.MailFolder;
import org.vigie.ticket.TicketEnds;

/** One whole P1 on the broker of version 8.6.0, with the clocks of engine and application moved together. */
@EngineTest
class SlaEngineIT {

    private static final Map<String, Object> REQUEST = Map.of(
            "application", "cesizen",
            "title", "CESIZen ne répond plus",
            "description", "Page blanche après la connexion",
            "type", "corrective",
            "impact", "service-down",
            "labels", List.of("bug"),
            "reporter", Map.of("name", "Inès Martin", "email", "ines@example.org"));

    @Autowired
    EngineRun engine;

    @Autowired
    MailFolder mails;

    @Autowired
    CamundaClient client;

    @Test
    void p1IsTakenUpLateAfterAnEscalationAndCorrectedInTimeAfterAWarning() {
        // P1 of a Friday morning: taken up within one working hour, corrected within three; nobody works at noon
        Instant created = engine.nextFriday();
        Instant response = created.plus(Duration.ofHours(1));
        Instant resolution = created.plus(Duration.ofHours(4));
        String id = engine.create(REQUEST).path("id").asText();
        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        assertThat(target(id, "response").path("due").asText()).isEqualTo(response.toString());
        assertThat(target(id, "resolution").path("due").asText()).isEqualTo(resolution.toString());

        Instant warning = created.plus(Duration.ofMinutes(45));
        engine.passUntil(warning.minusSeconds(60));
        assertThat(mails.of(id + "/response/warning")).isEmpty();
        engine.passUntil(warning);
        awaitMails(id + "/response/warning", 1);
        assertThat(engine.records(id).completed()).doesNotContain("Task_StartEscalation");

        engine.passUntil(response);
        EngineTask acknowledge = engine.task(id, "Task_AcknowledgeEscalation");
        assertThat(acknowledge.priority()).isEqualTo(100);
        String escalation = id + "/response/1";
        awaitMails(escalation + "/step-0/ops", 1);
        engine.awaitTimersSet(id, "Event_NoAnswer", 1);
        assertThat(mails.of(escalation + "/step-1")).isEmpty();
        engine.passUntil(response.plus(Duration.ofMinutes(15)));
        awaitMails(escalation + "/step-1/lead", 1);
        engine.awaitTimersSet(id, "Event_NoAnswer", 2);

        engine.api()
                .post("/api/tickets/" + id + "/escalation-acknowledgement", Map.of("text", "J'y suis"))
                .requireSuccess();
        awaitCompleted(id, "EndEvent_AcknowledgedOutside", 1);
        awaitMails(escalation + "/acknowledged", 2);
        engine.passUntil(response.plus(Duration.ofMinutes(45)));
        assertThat(mails.of(escalation + "/step-2")).isEmpty();

        engine.api().post("/api/tickets/" + id + "/take-up", Map.of()).requireSuccess();
        awaitCompleted(id, "EndEvent_ClockStopped", 1);
        engine.complete(qualify, Map.of("decision", "accept"));
        engine.complete(id, "Task_AssignOwner", Map.of("owner", "ops", "team", "devops"));
        engine.complete(id, "Task_AnalyseCause", Map.of("rootCause", "the disk is full"));
        EngineTask implement = engine.task(id, "Task_ImplementChange");

        engine.passUntil(Instant.parse(target(id, "resolution").path("warnAt").asText()));
        awaitMails(id + "/resolution/warning", 1);
        engine.complete(implement, Map.of("progress", "no-code-change", "summary", "made room"));
        engine.complete(id, "Task_ValidateCorrection", Map.of("validated", true, "satisfaction", 4));
        TicketEnds.await(engine, id, "EndEvent_TicketClosed");
        awaitCompleted(id, "EndEvent_ClockStopped", 2);

        engine.passUntil(resolution.plus(Duration.ofHours(1)));
        assertThat(target(id, "response").path("breached").asBoolean()).isTrue();
        assertThat(target(id, "resolution").path("breached").asBoolean()).isFalse();
        assertThat(escalations(id)).singleElement().satisfies(only -> {
            assertThat(only.path("state").asText()).isEqualTo("acknowledged");
            assertThat(only.path("acknowledgedBy").asText()).isEqualTo("operator");
        });
        assertThat(engine.records(id).incidents()).isEmpty();
        assertThat(engine.history(id))
                .containsSubsequence(
                        "ticket created",
                        "warned of the response due date",
                        "ticket taken up",
                        "warned of the resolution due date",
                        "ticket resolved");
    }

    @Test
    void anEscalationThatWasCancelledInOperateGoesOnWhereItStood() {
        Instant response = engine.nextFriday().plus(Duration.ofHours(1));
        String id = engine.create(REQUEST).path("id").asText();
        engine.task(id, "Task_QualifyTicket");
        engine.passUntil(response);
        engine.task(id, "Task_AcknowledgeEscalation");
        String escalation = id + "/response/1";
        awaitMails(escalation + "/step-0/ops", 1);

        long cancelled = processes(id).getFirst();
        client.newCancelInstanceCommand(cancelled).send().join();
        engine.pass(Duration.ofMinutes(1));
        eventually().untilAsserted(() -> assertThat(processes(id)).hasSize(2));
        engine.task(id, "Task_AcknowledgeEscalation");
        assertThat(engine.history(id)).containsOnlyOnce("escalation process started anew");

        engine.passUntil(response.plus(Duration.ofMinutes(15)).plusSeconds(1));
        awaitMails(escalation + "/step-1/lead", 1);
        assertThat(mails.of(escalation + "/step-0")).hasSize(1);
        engine.api()
                .post("/api/tickets/" + id + "/cancellation", Map.of("text", "a test"))
                .requireSuccess();
        awaitCompleted(id, "EndEvent_Settled", 1);
        assertThat(engine.records(id).incidents()).isEmpty();
    }

    private List<Long> processes(String id) {
        return engine.records(id).instancesOf("escalation");
    }

    private void awaitMails(String key, int count) {
        eventually().untilAsserted(() -> assertThat(mails.of(key)).as(key).hasSize(count));
    }

    private void awaitCompleted(String id, String elementId, int times) {
        eventually()
                .untilAsserted(() -> assertThat(
                                Collections.frequency(engine.records(id).completed(), elementId))
                        .isEqualTo(times));
    }

    private JsonNode target(String id, String name) {
        return list("/api/tickets/" + id + "/sla").stream()
                .filter(target -> target.path("target").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> escalations(String id) {
        return list("/api/tickets/" + id + "/escalations");
    }

    private List<JsonNode> list(String path) {
        return StreamSupport.stream(
                        engine.api().get(path).requireSuccess().body().spliterator(), false)
                .toList();
    }
}
