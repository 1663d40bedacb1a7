package org.vigie.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.instance.RunningInstance;
import org.vigie.engine.instance.RunningInstances;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.MailFolder;

/** On the broker of version 8.6.0 a changed delay and a changed rule take effect on tickets that run, and are taken back. */
@Campaign
@EngineTest
@Timeout(900)
class ModelChangeIT {

    private static final int TICKETS = 200;
    private static final int AT_ONCE = 10;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String DELAY = ShippedModels.edit("ticket.bpmn", ">=validationReminder<", ">PT2H<");
    private static final String RULE =
            ShippedModels.edit("ticketPriority.dmn", "<text>\"P2\"</text>", "<text>\"P1\"</text>");

    @Autowired
    EngineRun engine;

    @Autowired
    MailFolder mails;

    @Autowired
    RunningInstances running;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aChangedDelayAndAChangedRuleTakeEffectOnRunningTickets() {
        HttpJson owner = engine.api().as("process-owner", "owner-secret");
        engine.nextFriday();
        List<String> tickets = new ArrayList<>();
        while (tickets.size() < TICKETS) {
            // a broker that is asked for more at once refuses some
            for (int i = 0; i < AT_ONCE; i++) {
                tickets.add(engine.create(request(tickets.size())).path("id").asText());
            }
            eventually().until(() -> at("Task_QualifyTicket") >= tickets.size());
        }
        awaitNothingOutstanding();
        String validated = tickets.get(0);
        engine.complete(validated, "Task_QualifyTicket", accepted());
        engine.complete(validated, "Task_AssignOwner", Map.of("owner", "ops", "team", "devops"));
        engine.complete(validated, "Task_AnalyseCause", Map.of("rootCause", "the disk is full"));
        engine.complete(
                validated, "Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "made room"));
        engine.task(validated, "Task_ValidateCorrection");
        String qualified = tickets.get(1);
        assertThat(engine.ticket(qualified).path("priority").asText()).isEqualTo("P2");

        refusesToTakeAwayWhereCasesAre(owner);

        long begin = System.nanoTime();
        JsonNode trial = owner.post(
                        "/api/models/ticket.bpmn/trials",
                        Map.of("text", DELAY, "others", List.of(Map.of("id", "ticketPriority.dmn", "text", RULE))))
                .requireSuccess()
                .body();
        assertThat(trial.path("refusals")).isEmpty();
        assertThat(trial.path("running")
                        .path("ticket")
                        .path("Task_QualifyTicket")
                        .asInt())
                .isGreaterThanOrEqualTo(TICKETS - 1);
        assertThat(trial.path("history").toString()).contains("tickets would become P1");
        JsonNode deployed = owner.post(
                        "/api/models/ticket.bpmn/deployments",
                        Map.of("trial", trial.path("id").asText()))
                .requireSuccess()
                .body();
        String address = "/api/models/deployments/" + deployed.path("number").asText();
        eventually()
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                owner.get(address).body().path("migrated").asInt())
                        .isGreaterThanOrEqualTo(TICKETS));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
        awaitLive(owner, address);
        assertThat(owner.get(address).body().path("leftBehind").asInt()).isZero();

        // the reminder was due after days, and its two hours begin with the change
        engine.pass(Duration.ofHours(2).plusMinutes(1));
        eventually()
                .untilAsserted(() -> assertThat(mails.subjects(validated, "validation-reminder"))
                        .hasSize(1));
        engine.complete(qualified, "Task_QualifyTicket", accepted());
        engine.task(qualified, "Task_AssignOwner");
        assertThat(engine.ticket(qualified).path("priority").asText()).isEqualTo("P1");
        assertThat(engine.create(request(TICKETS)).path("priority").asText()).isEqualTo("P1");
        assertThat(engine.records(validated).incidents()).isEmpty();
        assertThat(engine.records(qualified).incidents()).isEmpty();

        JsonNode back =
                owner.post("/api/models/rollbacks", Map.of()).requireSuccess().body();
        awaitLive(owner, "/api/models/deployments/" + back.path("number").asText());
        assertThat(engine.create(request(TICKETS + 1)).path("priority").asText())
                .isEqualTo("P2");
        String third = tickets.get(2);
        engine.complete(third, "Task_QualifyTicket", accepted());
        engine.task(third, "Task_AssignOwner");
        assertThat(engine.ticket(third).path("priority").asText()).isEqualTo("P2");
    }

    private void refusesToTakeAwayWhereCasesAre(HttpJson owner) {
        JsonNode trial = owner.post(
                        "/api/models/ticket.bpmn/trials",
                        Map.of("text", ShippedModels.edit("ticket.bpmn", "Task_QualifyTicket", "Task_LookAtTicket")))
                .requireSuccess()
                .body();
        assertThat(trial.path("accepted").asBoolean()).isFalse();
        assertThat(trial.path("refusals").get(0).path("sentence").asText())
                .matches("“Qualify the ticket” is gone while [0-9]+ running cases are there: .*");
    }

    /** What the broker refused meanwhile comes again a little later. */
    private void awaitNothingOutstanding() {
        eventually()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    if (outstanding() == 0) {
                        return true;
                    }
                    engine.pass(Duration.ofSeconds(5));
                    return false;
                });
    }

    private long outstanding() {
        return jdbc.sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                .query(Long.class)
                .single();
    }

    private long at(String element) {
        return running.of("ticket").stream()
                .map(RunningInstance::elements)
                .filter(elements -> elements.contains(element))
                .count();
    }

    private void awaitLive(HttpJson owner, String address) {
        eventually().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            engine.pass(Duration.ofSeconds(11));
            assertThat(owner.get(address).body().path("state").asText()).isEqualTo("live");
        });
    }

    private static Map<String, Object> accepted() {
        return Map.of(
                "type",
                "corrective",
                "impact",
                "key-function-degraded",
                "labels",
                List.of("bug"),
                "decision",
                "accept");
    }

    private static Map<String, Object> request(int number) {
        return Map.of(
                "application", "cesizen",
                "title", "Slow pages " + number,
                "description", "It takes half a minute",
                "type", "corrective",
                "impact", "key-function-degraded",
                "labels", List.of("bug"),
                "reporter", Map.of("name", "Inès Martin", "email", "ines@example.org"));
    }
}
