package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.WriteGate;

/**
 * Faults of earlier versions, seen from outside only: HTTP, mail server, log, database and broker. Another version is tried with
 * {@code -Dvigie.under-test=FILE}, the file holding its class path; docs/faults.md tells what became of version 1def41c.
 */
@Campaign
@Timeout(300)
class FaultListIT {

    private static final String REPORTER = "ines@example.org";
    private static final Map<String, Object> REFUSED = qualification("decision", "reject", "reason", "not ours");
    private static final Duration LONG_LEASE = Duration.ofMinutes(3);

    private TestEngine engine;
    private CrashScene scene;

    @BeforeEach
    void start() {
        engine = TestEngine.start();
        scene = CrashScene.start(engine, Map.of("vigie.work.lease", "PT6S", "vigie.notices.lease", "PT6S"));
    }

    @AfterEach
    void stop() {
        scene.close();
        engine.close();
    }

    /** Fault 1: mail was in the way of a ticket. */
    @Test
    void aMailServerThatIsAwayStopsNoTicket() {
        scene.mails().goAway();
        String id = create();
        awaitTask(id, "Task_QualifyTicket");
        scene.mails().comeBack();
        patiently()
                .untilAsserted(
                        () -> assertThat(scene.mails().received(REPORTER)).hasSize(1));
        assertThat(scene.mails().received(REPORTER)).hasSize(1);
    }

    /** Fault 1: a typo in the reporter's address hid the ticket. */
    @Test
    void aRefusedRecipientStopsNoTicket() {
        scene.mails().refuse(REPORTER);
        String id = create();
        awaitTask(id, "Task_QualifyTicket");
    }

    /** Fault 1: a contact whose address was refused ended the chain of an escalation for everybody after it. */
    @Test
    void aRefusedContactDoesNotEndTheChainOfAnEscalation() {
        scene.mails().refuse("devops@mangatheque.example");
        String id = create("mangatheque", "service-down");
        awaitTask(id, "Task_QualifyTicket");
        missTheTargets();
        awaitEscalations(id, 1);
        patiently().untilAsserted(() -> {
            pass(Duration.ofSeconds(10));
            assertThat(scene.mails().received("responsable@mangatheque.example"))
                    .isNotEmpty();
        });
    }

    /** Fault 2: the attempts after a crash met the lease of the one before, and were used up by it. */
    @Test
    void aCrashInTheMiddleOfAMailIsNoIncident() {
        scene.mails().hold();
        String id = create();
        patiently().until(() -> scene.mails().isHolding());
        scene.kill();
        scene.mails().drop();
        scene.restart();
        awaitTask(id, "Task_QualifyTicket");
        patiently()
                .untilAsserted(
                        () -> assertThat(scene.mails().received(REPORTER)).isNotEmpty());
        assertThat(records(id).incidents()).isEmpty();
    }

    /** Fault 3a: a reopening that was accepted while the closing job was tried again got lost. */
    @Test
    void aReopeningIsNotLostBehindTheMailOfTheClosure() {
        String id = create();
        EngineTask qualify = awaitTask(id, "Task_QualifyTicket");
        patiently().until(() -> scene.mails().received(REPORTER).size() == 1);
        scene.mails().goAway();
        engine.complete(qualify, REFUSED);
        patiently().until(() -> ticket(id).path("status").asText().equals("rejected"));
        post(id, "reopening");
        pass(Duration.ofMinutes(3));
        scene.mails().comeBack();
        patiently()
                .untilAsserted(() -> assertThat(records(id).openTasks())
                        .extracting(EngineTask::elementId)
                        .contains("Task_AssignOwner"));
        assertThat(ticket(id).path("status").asText()).isNotEqualTo("rejected");
    }

    /** Fault 3b: the deadline did not ask whether an answer had been accepted. */
    @Test
    void anAnswerThatWasAcceptedInAnOutageCountsThoughTheDeadlinePassesInIt() {
        String id = create();
        engine.complete(
                awaitTask(id, "Task_QualifyTicket"),
                qualification("decision", "ask", "question", "With which browser?"));
        awaitTask(id, "Task_RecordAnswer");
        engine.broker().kill();
        post(id, "answers");
        scene.kill();
        engine.restart();
        engine.advance(Duration.ofDays(8));
        patiently().until(() -> records(id).openTasks().isEmpty());
        scene.restart();
        patiently()
                .untilAsserted(
                        () -> assertThat(ticket(id).path("status").asText()).isEqualTo("qualification"));
        awaitTask(id, "Task_QualifyTicket");
    }

    /** Fault 3c: a cancellation that was accepted before the process could hear of it got lost. */
    @Test
    void aCancellationIsNotLostWhileTheTicketIsBeingRegistered() {
        startWithLongLeases();
        WriteGate registration = WriteGate.before(
                scene.database(),
                "UPDATE ON ticket",
                "OLD.process_instance_key IS NULL AND NEW.process_instance_key IS NOT NULL");
        String id = create();
        killAt(registration);
        post(id, "cancellation");
        patiently().until(() -> isSent("ticket-cancelled", id));
        pass(LONG_LEASE.plusMinutes(1));
        patiently()
                .untilAsserted(
                        () -> assertThat(ticket(id).path("status").asText()).isEqualTo("cancelled"));
    }

    /** Fault 3d: a ticket whose process was cancelled in Operate answered 202 without effect. */
    @Test
    void aTicketWhoseProcessWasCancelledInOperateCanBeCancelled() {
        String id = create();
        awaitTask(id, "Task_QualifyTicket");
        engine.cancelInstance(ticket(id).path("processInstanceKey").asLong());
        patiently().until(() -> records(id).openTasks().isEmpty());
        post(id, "cancellation");
        pass(Duration.ofMinutes(2));
        patiently()
                .untilAsserted(
                        () -> assertThat(ticket(id).path("status").asText()).isEqualTo("cancelled"));
    }

    /** Fault 4: the job that had closed a ticket came again after its reopening, and closed it again. */
    @Test
    void aReopenedTicketIsNotClosedAgainByTheProcessThatClosedIt() {
        startWithLongLeases();
        // no message started it, so that the next process begins before its end
        long former = engine.startInstance("ticket", form("Connexion impossible"), null);
        String id = awaitTicketOf(former);
        EngineTask qualify = awaitTask(id, "Task_QualifyTicket");
        WriteGate closure = WriteGate.after(scene.database(), "UPDATE ON ticket", "NEW.status = 'rejected'");
        engine.complete(qualify, REFUSED);
        killAt(closure);
        post(id, "reopening");
        awaitTask(id, "Task_AssignOwner");
        pass(LONG_LEASE.plusMinutes(1));
        awaitEnd(former);
        assertThat(ticket(id).path("status").asText()).isEqualTo("assignment");
    }

    /** Fault 4: whoever knew the number of a ticket could close it. */
    @Test
    void aProcessThatDoesNotOwnATicketCannotCloseIt() {
        String id = create();
        awaitTask(id, "Task_QualifyTicket");
        long other = engine.startInstance(
                "ticket", Map.of("ticketId", id, "processOwner", "4711", "reason", "not ours"), "Task_CloseRejected");
        awaitEnd(other);
        assertThat(ticket(id).path("status").asText()).isEqualTo("qualification");
    }

    /** Fault 5: one stored event that cannot be read, as the form of its type has changed, stopped the start. */
    @Test
    void anUnreadableStoredEventStopsNeitherTheStartNorTheOthers() {
        scene.kill();
        scene.jdbc().sql("""
                        INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        VALUES (gen_random_uuid(), 'org.vigie.ticket.Listener.on(org.vigie.ticket.TicketClosed)',
                                'org.vigie.ticket.TicketClosed', '{"ticketId": "CZ-1", "result": "resolved"}', now())
                        """).update();
        scene.restart();
        awaitTask(create(), "Task_QualifyTicket");
    }

    /** Fault 8: with an engine that was set up anew, open tickets had no process. */
    @Test
    void anEngineThatWasSetUpAnewGetsTheOpenTickets() {
        String id = create();
        awaitTask(id, "Task_QualifyTicket");
        scene.kill();
        try (TestEngine anew = TestEngine.start()) {
            scene.restart(anew);
            patiently()
                    .untilAsserted(() -> assertThat(CaseRecords.of(anew.records(), "ticketId", id)
                                    .openTasks())
                            .extracting(EngineTask::elementId)
                            .contains("Task_QualifyTicket"));
            assertThat(scene.mails().received(REPORTER)).as("receipts").hasSizeLessThanOrEqualTo(1);
            scene.kill();
        }
    }

    /** Fault 8: the key of a process was taken for the name of a request, and an engine that is set up anew gives it again. */
    @Test
    void anEngineThatWasSetUpAnewGivesNoOldTicketToANewForm() {
        long before = engine.startInstance("ticket", form("Before"), null);
        String old = awaitTicketOf(before);
        scene.kill();
        try (TestEngine anew = TestEngine.start()) {
            scene.restart(anew);
            scene.kill();
            long after = anew.startInstance("ticket", form("After"), null);
            scene.jdbc()
                    .sql("UPDATE ticket SET request_key = replace(request_key, :before, :after) WHERE id = :id")
                    .params(Map.of("before", Long.toString(before), "after", Long.toString(after), "id", old))
                    .update();
            scene.restart();
            assertThat(ticket(awaitTicketOf(anew, after)).path("title").asText())
                    .isEqualTo("After");
            scene.kill();
        }
    }

    /** Fault 9: what was escalated before was taken for escalated, though the ticket was closed and opened again since. */
    @Test
    void aTargetThatIsMissedAgainIsEscalatedAgain() {
        String id = create("mangatheque", "service-down");
        EngineTask qualify = awaitTask(id, "Task_QualifyTicket");
        missTheTargets();
        awaitEscalations(id, 1);
        engine.complete(qualify, REFUSED);
        patiently().until(() -> ticket(id).path("status").asText().equals("rejected"));
        post(id, "reopening");
        awaitTask(id, "Task_AssignOwner");
        awaitEscalations(id, 2);
    }

    /** Fault 10: an event whose listener always fails came every five seconds for ever. */
    @Test
    void anEventThatAlwaysFailsComesLessAndLessOften() {
        scene.jdbc().sql("""
                        INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        VALUES (gen_random_uuid(), 'org.vigie.postmortem.PostMortemIntake.on(org.vigie.ticket.TicketClosed)',
                                'org.vigie.ticket.TicketClosed', '{"ticketId": "CZ-0", "outcome": "resolved"}',
                                now() - interval '1 hour')
                        """).update();
        patiently().until(() -> failuresOf("CZ-0") > 0);
        await().during(Duration.ofSeconds(20))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(failuresOf("CZ-0")).isEqualTo(1));
    }

    /** Longer than a start takes, and longer than the engine keeps a message. */
    private void startWithLongLeases() {
        scene.close();
        String lease = LONG_LEASE.toString();
        scene = CrashScene.start(
                engine, Map.of("vigie.work.lease", lease, "camunda.client.worker.defaults.timeout", lease));
    }

    private void killAt(WriteGate gate) {
        scene.killAt(gate, () -> {});
    }

    /** Nobody is there while they pass. */
    private void missTheTargets() {
        scene.kill();
        engine.advance(Duration.ofHours(3));
        scene.restart();
    }

    private void awaitEscalations(String id, int count) {
        patiently()
                .untilAsserted(() -> assertThat(scene.vigie().get("/api/tickets/" + id + "/escalations"))
                        .filteredOn(
                                escalation -> escalation.path("target").asText().equals("resolution"))
                        .hasSize(count));
    }

    private String awaitTicketOf(long instance) {
        return awaitTicketOf(engine, instance);
    }

    private static String awaitTicketOf(TestEngine engine, long instance) {
        return patiently()
                .until(() -> CaseRecords.ofInstance(engine.records(), instance).variable("ticketId"), Objects::nonNull)
                .replace("\"", "");
    }

    private void awaitEnd(long instance) {
        patiently()
                .untilAsserted(() -> assertThat(CaseRecords.ofInstance(engine.records(), instance)
                                .completed())
                        .contains("EndEvent_Rejected"));
    }

    private boolean isSent(String message, String id) {
        return engine.records().of("MESSAGE", "PUBLISHED").stream()
                .anyMatch(sent -> sent.path("name").asText().equals(message)
                        && sent.path("correlationKey").asText().equals(id));
    }

    private long failuresOf(String id) {
        return scene.vigie()
                .output()
                .lines()
                .filter(line -> line.contains(id) && line.contains("is delivered again later"))
                .count();
    }

    private static Map<String, Object> qualification(String... decision) {
        Map<String, Object> form =
                new TreeMap<>(Map.of("type", "corrective", "impact", "limited", "labels", List.of()));
        for (int i = 0; i < decision.length; i += 2) {
            form.put(decision[i], decision[i + 1]);
        }
        return form;
    }

    private static Map<String, Object> form(String title) {
        return Map.of(
                "application", "cesizen",
                "title", title,
                "description", "Erreur 500",
                "type", "corrective",
                "impact", "limited",
                "labels", List.of(),
                "reporterName", "Inès Martin",
                "reporterEmail", REPORTER);
    }

    private String create() {
        return create("cesizen", "limited");
    }

    private String create(String application, String impact) {
        var answer = scene.vigie()
                .api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "application",
                                application,
                                "title",
                                "Connexion impossible",
                                "description",
                                "Erreur 500",
                                "type",
                                "corrective",
                                "impact",
                                impact,
                                "reporter",
                                Map.of("name", "Inès Martin", "email", REPORTER)));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private void post(String id, String what) {
        var answer = scene.vigie()
                .api()
                .post("/api/tickets/" + id + "/" + what, Map.of("text", "asked for by the reporter"));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    }

    private JsonNode ticket(String id) {
        return scene.vigie().get("/api/tickets/" + id);
    }

    private CaseRecords records(String id) {
        return CaseRecords.of(engine.records(), "ticketId", id);
    }

    private EngineTask awaitTask(String id, String element) {
        return patiently()
                .failFast("incident", () -> assertThat(records(id).incidents()).isEmpty())
                .until(
                        () -> records(id).openTasks().stream()
                                .filter(task -> task.elementId().equals(element))
                                .toList(),
                        tasks -> !tasks.isEmpty())
                .getFirst();
    }

    /** On the engine's clock; in steps, as it takes itself for blocked after a leap. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            engine.advance(Duration.ofSeconds(1));
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(100)).pollInterval(Duration.ofMillis(200));
    }
}
