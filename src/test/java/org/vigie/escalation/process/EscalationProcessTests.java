package org.vigie.escalation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.engine.request.TestMessages;
import org.vigie.escalation.Escalation;
import org.vigie.escalation.Escalations;
import org.vigie.sla.SlaClocks;
import org.vigie.sla.TargetKind;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.RealWorkers;
import org.vigie.support.process.UserTask;
import org.vigie.ticket.Impact;

/**
 * The process on the in-memory engine with the real workers, mails and database, and the chains of MangaThèque: level 1
 * (critical) tells ops, lead and host every ten minutes, six times over; level 2 tells help, who has quiet hours from 20:00
 * to 08:00, and then lead.
 */
@VigieTest
@ZeebeProcessTest
@Import(TestTickets.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EscalationProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration WAIT = Duration.ofMinutes(10);

    @Autowired
    ApplicationContext context;

    @Autowired
    TestTickets tickets;

    @Autowired
    SlaClocks clocks;

    @Autowired
    Escalations escalations;

    @Autowired
    ProcessRequests requests;

    @Autowired
    KnownCompletions completions;

    @Autowired
    List<WatchedCases> watched;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private CamundaClient client;
    private ProcessMessages messages;
    private String ticket;
    private String id;
    private ProcessRequest start;

    @BeforeEach
    void connect() {
        run = new ProcessRun(engine);
        new RealWorkers(context)
                .handle(run, PlanEscalationStepWorker.class)
                .handle(run, NotifyContactWorker.class)
                .handle(run, RecordAcknowledgementWorker.class);
        client = run.client();
        messages = TestMessages.to(client);
        // each test has an engine of its own, which gives out the same keys
        completions.forget();
        jdbc.sql("DELETE FROM task_completion").update();
        jdbc.sql("UPDATE escalation SET process_instance_key = NULL").update();
        clock.set(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void tellsOneAfterTheOtherUntilSomebodyCompletesTheTask() {
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
        UserTask task = run.task("Task_AcknowledgeEscalation");
        assertThat(task.groups()).isEqualTo("[\"support\"]");
        assertThat(Instant.parse(task.dueDate()))
                .isBetween(
                        clock.instant().plus(WAIT), clock.instant().plus(WAIT).plusSeconds(60));

        pass(WAIT);
        assertTold("step-0/ops", "step-1/lead");
        acknowledge("ada", Map.of("acknowledgedBy", "somebody else", "remark", "On my way"));
        assertThat(state()).isEqualTo(Escalation.State.ACKNOWLEDGED);
        assertThat(escalations.require(id))
                .extracting(Escalation::acknowledgedBy, Escalation::acknowledgedVia, Escalation::remark)
                .containsExactly("ada", Escalation.Way.TASKLIST, "On my way");
        assertThat(mails("acknowledged")).containsExactly("acknowledged/lead", "acknowledged/ops");
        assertOver("EndEvent_Acknowledged");
    }

    @Test
    void acknowledgesWithoutTheForm() {
        escalate(Impact.SERVICE_DOWN);
        acknowledge("lead", Map.of());
        assertThat(escalations.require(id).acknowledgedBy()).isEqualTo("lead");
        assertOver("EndEvent_Acknowledged");
    }

    @Test
    void nobodyAcknowledgesByATaskThatNobodyWasAssignedTo() {
        escalate(Impact.SERVICE_DOWN);
        assertThatThrownBy(() -> acknowledge(null, Map.of("acknowledgedBy", "Ada")))
                .hasStackTraceContaining("without being assigned");
        assertThat(state()).isEqualTo(Escalation.State.RUNNING);
    }

    @Test
    void waitsUntilItIsKnownWhoCompletedTheTask() {
        escalate(Impact.SERVICE_DOWN);
        assertThatThrownBy(() -> run.complete("Task_AcknowledgeEscalation"))
                .hasStackTraceContaining("it is not shown yet who completed");
        assertThat(state()).isEqualTo(Escalation.State.RUNNING);
    }

    @Test
    void repeatsTheChainAndTellsEverybodyWhenNobodyAcknowledges() {
        escalate(Impact.SERVICE_DOWN);
        for (int step = 0; step < 18; step++) {
            int told = step + 1;
            settle(() -> assertThat(mails("step")).hasSize(told));
            assertThat(state()).isEqualTo(Escalation.State.RUNNING);
            pass(WAIT);
        }
        assertThat(mails("step")).contains("step-3/ops", "step-17/host").hasSize(18);
        settle(() -> assertThat(mails("unacknowledged"))
                .containsExactly("unacknowledged/host", "unacknowledged/lead", "unacknowledged/ops"));
        assertThat(state()).isEqualTo(Escalation.State.EXHAUSTED);
        assertOver("EndEvent_NobodyAcknowledged");
    }

    @Test
    void endsWhenSomebodyAcknowledgesThroughTheApi() {
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
        escalations.acknowledgeAll(ticket, "operator", Escalation.Way.API, null);
        deliver();
        assertThat(escalations.require(id).acknowledgedBy()).isEqualTo("operator");
        assertThat(escalations.require(id).acknowledgedVia()).isEqualTo(Escalation.Way.API);
        assertThat(mails("acknowledged")).containsExactly("acknowledged/ops");
        assertOver("EndEvent_AcknowledgedOutside");
    }

    @Test
    void asksNobodyMoreWhenTheMessageOfTheAcknowledgementWasLost() {
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
        escalations.acknowledgeAll(ticket, "operator", Escalation.Way.API, null);
        pass(WAIT);
        assertTold("step-0/ops");
        assertOver("EndEvent_Over");
    }

    @Test
    void endsWhenThePromiseIsMet() {
        escalate(Impact.SERVICE_DOWN);
        clocks.stop(ticket, TargetKind.RESOLUTION, clock.instant());
        escalations.review(ticket, TargetKind.RESOLUTION);
        deliver();
        assertThat(state()).isEqualTo(Escalation.State.ENDED);
        assertOver("EndEvent_Settled");
    }

    @Test
    void goesOnWhileThePromiseIsStillBroken() {
        escalate(Impact.SERVICE_DOWN);
        clocks.pause(ticket, clock.instant());
        escalations.review(ticket, TargetKind.RESOLUTION);
        escalations.review(ticket, TargetKind.RESPONSE);
        assertThat(state()).isEqualTo(Escalation.State.RUNNING);
    }

    @Test
    void waitsForTheEndOfQuietHoursInLocalTime() {
        moveTo(LocalTime.of(21, 0));
        escalate(Impact.KEY_FUNCTION_DEGRADED);
        assertThat(mails("step")).isEmpty();
        run.task("Task_AcknowledgeEscalation");
        Duration night = Duration.between(clock.instant(), next(LocalTime.of(8, 0)));
        clock.advance(night);
        run.passUntilTimer(night, "Event_TimeToTell");
        assertTold("step-0/help");
        pass(Duration.ofMinutes(30));
        assertTold("step-0/help", "step-1/lead");
    }

    @Test
    void breaksQuietHoursForWhatIsCritical() {
        moveTo(LocalTime.of(23, 0));
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
    }

    @Test
    void startsOnceHoweverOftenItIsTold() {
        escalate(Impact.SERVICE_DOWN);
        for (int i = 0; i < 3; i++) {
            send(start);
        }
        run.work();
        assertThat(run.tasks()).hasSize(1);
        escalations.start(ticket, TargetKind.RESOLUTION);
        assertThat(escalations.of(ticket)).hasSize(1);
    }

    @Test
    void goesOnWhereItStoodAfterItsProcessWasCancelledByHand() {
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
        pass(WAIT);
        assertTold("step-0/ops", "step-1/lead");
        clock.advance(Duration.ofMinutes(4));
        run.pass(Duration.ofMinutes(4));
        long cancelled = instance();
        client.newCancelInstanceCommand(cancelled).send().join();
        tellLost(cancelled);
        deliver();
        assertThat(instance()).isNotEqualTo(cancelled);
        run.task("Task_AcknowledgeEscalation");
        assertTold("step-0/ops", "step-1/lead");

        clock.advance(WAIT.minusMinutes(4));
        run.passUntilTimer(WAIT.minusMinutes(4), "Event_TimeToTell");
        assertTold("step-0/ops", "step-1/lead", "step-2/host");
    }

    @Test
    void aSecondProcessOfOneEscalationEndsAtOnce() {
        escalate(Impact.SERVICE_DOWN);
        assertTold("step-0/ops");
        long first = instance();
        run.publish("escalation-started", "another key", Duration.ZERO, Map.of("escalationId", id, "ticketId", ticket));
        assertThat(instance()).isNotEqualTo(first);
        assertThat(run.completed()).contains("EndEvent_Over");
        assertThat(mails("step")).containsExactly("step-0/ops");
        assertThat(run.tasks()).hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        assertThat(COVERAGE.missing("escalation")).isEmpty();
    }

    /** Lets the resolution target of a new ticket be missed. */
    private void escalate(Impact impact) {
        Instant now = clock.instant();
        clock.set(now.minus(Duration.ofDays(2)));
        ticket = tickets.create("mangatheque", impact).id();
        clock.set(now);
        escalations.start(ticket, TargetKind.RESOLUTION);
        id = escalations.of(ticket).getFirst().id();
        start = requests.unseen(id).getFirst();
        deliver();
        assertThat(requests.unseen(id)).isEmpty();
    }

    /** Sends what was asked of the process, as the dispatcher does. */
    private void deliver() {
        requests.unseen(id).forEach(this::send);
        run.work();
    }

    private void send(ProcessRequest request) {
        messages.publish(
                request.message(), request.correlationKey(), request.buffered(), request.id(), request.variables());
    }

    private void acknowledge(@Nullable String account, Map<String, Object> form) {
        completions.completed(instance(), "Task_AcknowledgeEscalation", account, clock.instant());
        run.complete("Task_AcknowledgeEscalation", form);
    }

    /** The process that works on the escalation. */
    private long instance() {
        return run.lastJob("plan-escalation-step").processInstanceKey();
    }

    private void tellLost(long processInstanceKey) {
        watched.stream()
                .filter(cases -> cases.kind().equals("escalation"))
                .forEach(cases -> cases.lost(new OpenCase(id, processInstanceKey, clock.instant())));
    }

    private void moveTo(LocalTime time) {
        Instant next = next(time);
        engine.increaseTime(Duration.between(clock.instant(), next));
        clock.set(next);
    }

    private Instant next(LocalTime time) {
        ZonedDateTime today = clock.instant().atZone(PARIS).with(time);
        return (today.toInstant().isAfter(clock.instant()) ? today : today.plusDays(1)).toInstant();
    }

    private void pass(Duration time) {
        clock.advance(time);
        run.passUntilTimer(time, "Event_NoAnswer");
    }

    private void assertTold(String... steps) {
        settle(() -> assertThat(mails("step")).containsExactly(steps));
    }

    /** Timers that are due at once go off a moment after the engine is idle. */
    private void settle(ThrowingRunnable assertion) {
        await().untilAsserted(() -> {
            run.work();
            assertion.run();
        });
    }

    private Escalation.State state() {
        return escalations.require(id).state();
    }

    private void assertOver(String endEvent) {
        assertThat(run.completed()).contains(endEvent).endsWith("escalation");
        assertThat(run.tasks()).isEmpty();
    }

    /** What was told of this escalation, as message and contact. */
    private List<String> mails(String kind) {
        String prefix = id + "/";
        return jdbc
                .sql("SELECT key FROM notice WHERE starts_with(key, :prefix) ORDER BY created_at, key")
                .param("prefix", prefix + kind)
                .query(String.class)
                .list()
                .stream()
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
