package org.vigie.support.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.vigie.support.MutableClock;

/** What people and clients do with the running application, and time. Waits for what has to happen; never sleeps. */
public final class EngineRun {

    /** After a leap of its clock the broker may take itself for blocked until it looks again, which it does once a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final Duration QUICK = Duration.ofSeconds(45);

    private final TestEngine engine;
    private final CamundaClient client;
    private final MutableClock clock;
    private final HttpJson api;

    EngineRun(TestEngine engine, CamundaClient client, MutableClock clock, int port) {
        this.engine = engine;
        this.client = client;
        this.clock = clock;
        this.api = new HttpJson(URI.create("http://127.0.0.1:" + port)).as("operator", "operator-secret");
    }

    /** A clock for an application on an engine: what fails at first, as an engine may do that is busy, is tried again. */
    public static MutableClock clock() {
        return MutableClock.standingStillFor(QUICK);
    }

    /** The application's API, as the operator. */
    public HttpJson api() {
        return api;
    }

    /** Waits with patience for the engine. */
    public static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /** Creates a ticket and gives the answer's body. */
    public JsonNode create(Object ticket) {
        var answer = api.post("/api/tickets", ticket);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body();
    }

    /** The ticket as the API shows it. */
    public JsonNode ticket(String id) {
        return api.get("/api/tickets/" + id).requireSuccess().body();
    }

    /** What the audit trail says was done, in order. */
    public List<String> history(String id) {
        var entries =
                api.get("/api/tickets/" + id + "/history").requireSuccess().body();
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("action").asText())
                .toList();
    }

    /** Waits until there is this trouble, for an operator to see. */
    public void awaitTrouble(String key) {
        eventually()
                .untilAsserted(() -> assertThat(
                                api.get("/api/troubles").requireSuccess().body().toString())
                        .contains(key));
    }

    /** What an operator does about a trouble. */
    public void retryTrouble(String key) {
        api.post("/api/troubles/" + key + "/retry", Map.of()).requireSuccess();
    }

    /** Starts a process at its plain start event, as Tasklist does when a start form is sent. */
    public long startFromForm(String processId, Map<String, ?> form) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(form)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    /** Publishes a message that nobody may be waiting for. */
    public void publish(String message, String correlationKey, Map<String, ?> variables) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
                .timeToLive(Duration.ZERO)
                .variables(variables)
                .send()
                .join();
    }

    /** What the engine has told of a ticket until now. */
    public CaseRecords records(String ticketId) {
        return CaseRecords.of(engine.records(), "ticketId", ticketId);
    }

    /** What the engine has told until now of the case whose process instances have a variable with this text. */
    public CaseRecords recordsOf(String variable, String value) {
        return CaseRecords.of(engine.records(), variable, value);
    }

    /** What the engine has told of a process instance until now. */
    public CaseRecords instance(long processInstanceKey) {
        return CaseRecords.ofInstance(engine.records(), processInstanceKey);
    }

    /** Waits until a process instance has its ticket and gives the id. */
    public String awaitTicketOf(long processInstanceKey) {
        return eventually()
                .until(() -> instance(processInstanceKey).variable("ticketId"), Objects::nonNull)
                .replace("\"", "");
    }

    /** Waits until the ticket has a user task there; an incident fails at once. */
    public EngineTask task(String ticketId, String elementId) {
        return task(() -> records(ticketId), elementId);
    }

    /** Waits until the process instance has a user task there; an incident fails at once. */
    public EngineTask taskOf(long processInstanceKey, String elementId) {
        return task(() -> instance(processInstanceKey), elementId);
    }

    private static EngineTask task(Supplier<CaseRecords> records, String elementId) {
        return eventually()
                .failFast(
                        "incident", () -> assertThat(records.get().incidents()).isEmpty())
                .until(
                        () -> records.get().openTasks().stream()
                                .filter(task -> task.elementId().equals(elementId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the ticket's timer there was set that often: time that passes before would not count for it. */
    public void awaitTimersSet(String ticketId, String elementId, long times) {
        eventually().until(() -> records(ticketId).timersSet(elementId) >= times);
    }

    /** Completes the task that waits there with the values of its form. */
    public void complete(String ticketId, String elementId, Map<String, ?> form) {
        complete(task(ticketId, elementId), form);
    }

    /** Completes a task over the engine's REST interface with the values of its form, as Tasklist does. */
    public void complete(EngineTask task, Map<String, ?> form) {
        engine.complete(task, form);
    }

    /** Gives a task to somebody over the engine's REST interface, as Tasklist does. */
    public void assign(EngineTask task, String account) {
        engine.rest()
                .post("/v2/user-tasks/" + task.key() + "/assignment", Map.of("assignee", account))
                .requireSuccess();
    }

    /**
     * Waits until the instances of the ticket have passed these elements, and asserts that none of these steps is left open.
     *
     * @param steps ids of user tasks
     */
    public void awaitEnd(String ticketId, Collection<String> elements, Collection<String> steps) {
        eventually()
                .failFast(
                        "incident",
                        () -> assertThat(records(ticketId).incidents()).isEmpty())
                .untilAsserted(() -> assertThat(records(ticketId).completed()).containsAll(elements));
        assertThat(records(ticketId).openTasks())
                .extracting(EngineTask::elementId)
                .as("steps left open")
                .doesNotContainAnyElementsOf(steps);
    }

    /** Lets time pass for the engine and the application alike. */
    public void pass(Duration time) {
        moveTo(engine.now().plus(time));
    }

    /** Lets time pass up to a moment to come. */
    public void passUntil(Instant moment) {
        assertThat(moment).isAfterOrEqualTo(clock.instant());
        moveTo(moment);
    }

    /** Moves both clocks to the next Friday, 09:00 UTC, and gives that moment. */
    public Instant nextFriday() {
        Instant friday = engine.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.FRIDAY))
                .with(LocalTime.of(9, 0))
                .toInstant();
        moveTo(friday);
        return friday;
    }

    /**
     * Kills the broker that all share and starts it again; what it had taken in is there.
     *
     * @param meanwhile happens while there is none
     */
    public void killBroker(Runnable meanwhile) {
        engine.broker().kill();
        meanwhile.run();
        engine.restart();
    }

    private void moveTo(Instant moment) {
        clock.set(moment); // first: workers run as soon as the engine's timers go off
        engine.advance(Duration.between(engine.now(), moment));
    }
}
