package org.vigie.sla.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.Cases;
import org.vigie.engine.request.TestMessages;
import org.vigie.escalation.process.StartEscalationWorker;
import org.vigie.escalation.process.WarnTeamWorker;
import org.vigie.plan.Plans;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaClocks;
import org.vigie.sla.SlaDecision;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.SlaPolicy;
import org.vigie.sla.SlaReading;
import org.vigie.sla.SlaReadings;
import org.vigie.sla.SlaUrgency;
import org.vigie.sla.TargetKind;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.support.process.ModelCoverage;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.RealWorkers;
import org.vigie.ticket.Impact;

/**
 * The process on the in-memory engine with the real workers and database. The tickets are of MangaThèque, whose clocks run
 * round the clock, so that the time of day at which the tests run does not matter.
 */
@VigieTest
@ZeebeProcessTest
@Import(TestTickets.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlaClockProcessTests {

    private static final ModelCoverage COVERAGE = new ModelCoverage();
    private static final TargetKind RESOLUTION = TargetKind.RESOLUTION;

    @Autowired
    ApplicationContext context;

    @Autowired
    TestTickets tickets;

    @Autowired
    SlaClocks clocks;

    @Autowired
    SlaReadings readings;

    @Autowired
    SlaMarks marks;

    @Autowired
    SlaPolicy policy;

    @Autowired
    Plans plans;

    @Autowired
    Cases cases;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private CamundaClient client;
    private SlaClockWorkflow workflow;
    private Instant start;
    private String ticket;
    private int told;

    @BeforeEach
    void startClockOfATicket() {
        run = new ProcessRun(engine);
        new RealWorkers(context)
                .handle(run, ReadSlaClockWorker.class)
                .handle(run, WarnTeamWorker.class)
                .handle(run, StartEscalationWorker.class);
        client = run.client();
        workflow = new SlaClockWorkflow(TestMessages.to(client), marks);
        // each test has an engine of its own, which gives out the same keys
        jdbc.sql("UPDATE sla_clock SET process_instance_key = NULL").update();
        // the engine's clock starts at the present time
        start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        clock.set(start);
        // level 2: 24 hours to correct
        ticket = tickets.create("mangatheque", Impact.KEY_FUNCTION_DEGRADED).id();
        told = 0;
        tell();
    }

    @AfterEach
    void collectWhatWasPassed() {
        COVERAGE.add(run.passed());
        run.close();
    }

    @Test
    void warnsWhenThreeQuartersAreUsedUpAndEscalatesWhenAllIs() {
        Duration length = length();
        passTo(length.multipliedBy(3).dividedBy(4));
        assertThat(mails("warning")).hasSize(1);
        assertThat(resolution().warnedAt()).isEqualTo(clock.instant());
        assertThat(readings.urgencyOf(ticket)).isEqualTo(SlaUrgency.WARNED);
        assertThat(escalations()).isEmpty();

        passTo(length);
        assertThat(escalations()).containsExactly(ticket + "/resolution/1");
        assertThat(resolution().breachedAt()).isEqualTo(clock.instant());
        assertThat(readings.urgencyOf(ticket)).isEqualTo(SlaUrgency.BREACHED);
        assertThat(mails("warning")).hasSize(1);
    }

    @Test
    void escalatesWithoutWarningWhenBothMarksWereMissed() {
        engine.increaseTime(length().plusHours(1));
        clock.set(start.plus(length()).plus(Duration.ofHours(1)));
        tellAgain();
        assertThat(mails("warning")).isEmpty();
        assertThat(escalations()).hasSize(1);
    }

    @Test
    void standsStillWhilePausedAndGoesOnAfterwards() {
        advance(Duration.ofHours(1));
        clocks.pause(ticket, clock.instant());
        tell();
        advance(Duration.ofDays(2));
        tellAgain();
        assertThat(mails("warning")).isEmpty();

        clocks.resume(ticket, clock.instant());
        tell();
        passTo(length().multipliedBy(3).dividedBy(4).plusDays(2));
        assertThat(mails("warning")).hasSize(1);
        passTo(length().plusDays(2));
        assertThat(escalations()).containsExactly(ticket + "/resolution/3");
    }

    /** Correctness 18: the mark is over for the engine and not yet here. */
    @Test
    @Timeout(120)
    void looksAgainOnlyNowAndThenWhileTheClockOfTheEngineIsAhead() {
        passTo(Duration.ofHours(12));
        long before = reads();
        Duration ahead = Duration.ofSeconds(30);
        clock.advance(length().multipliedBy(3).dividedBy(4).minusHours(12).minus(ahead));
        run.passUntilTimer(length().multipliedBy(3).dividedBy(4).minusHours(12), "Event_MarkReached");
        assertThat(reads()).isEqualTo(before + 1);
        assertThat(mails("warning")).isEmpty();

        clock.advance(ahead);
        run.passUntilTimer(ahead, "Event_MarkReached");
        assertThat(mails("warning")).hasSize(1);
        assertThat(reads()).isEqualTo(before + 2);
    }

    private long reads() {
        return run.handled().stream()
                .filter(job -> job.type().equals("read-sla-clock"))
                .count();
    }

    @Test
    void looksAgainBeforeThePresentMarkWhenTheTargetGetsShorter() {
        clocks.retarget(ticket, targets("LEVEL_3"), clock.instant());
        tell();
        advance(Duration.ofMinutes(50));
        clocks.retarget(ticket, targets("LEVEL_1"), clock.instant());
        tell();
        passTo(length().multipliedBy(3).dividedBy(4));
        assertThat(mails("warning")).hasSize(1);
        passTo(length());
        assertThat(escalations()).hasSize(1);
    }

    @Test
    void warnsAndEscalatesAnewOfADueDateThatHasMoved() {
        passTo(length().multipliedBy(3).dividedBy(4));
        passTo(length());
        clocks.retarget(ticket, targets("LEVEL_3"), clock.instant());
        tell();
        assertThat(resolution().breachedAt()).isNull();
        passTo(length().multipliedBy(3).dividedBy(4));
        passTo(length());
        assertThat(mails("warning")).hasSize(2);
        assertThat(escalations()).hasSize(2);
    }

    @Test
    void endsWhenTheTargetIsMetAndStartsAgainWhenTheTicketIsReopened() {
        advance(Duration.ofHours(1));
        stopBoth();
        tell();
        assertThat(run.completed().stream().filter("EndEvent_ClockStopped"::equals))
                .hasSize(1);
        advance(Duration.ofDays(3));
        clocks.reopen(ticket, clock.instant());
        tell();
        passTo(length().multipliedBy(3).dividedBy(4).plusDays(3));
        passTo(length().plusDays(3));
        assertThat(escalations()).containsExactly(ticket + "/resolution/3");
    }

    @Test
    void escalatesAnewWhenTheSameDueDateIsMissedAgain() {
        passTo(length().multipliedBy(3).dividedBy(4));
        passTo(length());
        clocks.retarget(ticket, targets("LEVEL_3"), clock.instant());
        tell();
        clocks.retarget(ticket, targets("LEVEL_2"), clock.instant());
        tell();
        assertThat(escalations()).containsExactly(ticket + "/resolution/1", ticket + "/resolution/3");
    }

    @Test
    void warnsAnewWhenTheSameMarkIsReachedAgain() {
        passTo(length().multipliedBy(3).dividedBy(4));
        clocks.retarget(ticket, targets("LEVEL_3"), clock.instant());
        tell();
        clocks.retarget(ticket, targets("LEVEL_2"), clock.instant());
        tell();
        assertThat(mails("warning"))
                .allMatch(key -> key.matches(".*/warning/[13]/[a-z]+"))
                .hasSize(2);
    }

    @Test
    void escalatesAnewWhenATicketIsReopenedAfterItsBreach() {
        passTo(length().multipliedBy(3).dividedBy(4));
        passTo(length());
        advance(Duration.ofHours(1));
        stopBoth();
        tell();
        advance(Duration.ofHours(1));
        clocks.reopen(ticket, clock.instant());
        tell();
        assertThat(escalations()).containsExactly(ticket + "/resolution/1", ticket + "/resolution/3");
        assertThat(mails("warning")).hasSize(1);
    }

    @Test
    void aClockWhoseProcessWasCancelledByHandIsWatchedAgainWhenItsMarkIsReached() {
        long process = run.lastJob("read-sla-clock").processInstanceKey();
        assertThat(cases.of(process)).contains(ticket);
        client.newCancelInstanceCommand(process).send().join();
        advance(length().multipliedBy(3).dividedBy(4).plusMinutes(2));
        assertThat(mails("warning")).isEmpty();
        overlooked().forEach(workflow::on);
        run.work();
        assertThat(mails("warning")).hasSize(1);
    }

    @Test
    void aClockThatGoesOnStartsAnewInAnEngineThatWasSetUpAnew() {
        long process = run.lastJob("read-sla-clock").processInstanceKey();
        client.newCancelInstanceCommand(process).send().join();
        transaction.executeWithoutResult(status -> events.publishEvent(new EngineSetUpAnew(77)));
        assertThat(cases.of(process)).isEmpty();
        advance(Duration.ofMinutes(2));
        assertThat(overlooked()).isNotEmpty();
        overlooked().forEach(workflow::on);
        run.work();
        assertThat(overlooked()).isEmpty();
        assertThat(run.lastJob("read-sla-clock").processInstanceKey()).isNotEqualTo(process);
    }

    @Test
    void goesOnWhenTheTicketIsReopenedBeforeItsProcessSawTheEnd() {
        stopBoth();
        clocks.reopen(ticket, clock.instant());
        tell();
        assertThat(run.completed()).doesNotContain("EndEvent_ClockStopped");
        passTo(length().multipliedBy(3).dividedBy(4));
        assertThat(mails("warning")).hasSize(1);
    }

    @Test
    void findsOutByItselfThatAMessageWasLost() {
        stopBoth();
        clock.advance(Duration.ofHours(6));
        run.passUntilTimer(Duration.ofHours(6), "Event_MarkReached");
        assertThat(run.completed()).contains("EndEvent_ClockStopped");
    }

    @Test
    void sweepWakesAClockWhoseMessageWasLost() {
        advance(Duration.ofMinutes(10));
        clocks.retarget(ticket, targets("LEVEL_1"), clock.instant());
        assertThat(overlooked()).isEmpty();
        advance(Duration.ofMinutes(2));
        assertThat(overlooked()).isNotEmpty();
        workflow.wakeOverlooked();
        run.work();
        assertThat(overlooked()).isEmpty();
        passTo(length().multipliedBy(3).dividedBy(4));
        assertThat(mails("warning")).hasSize(1);
    }

    @Test
    void sweepStartsAClockWhoseStartWasLost() {
        String other = tickets.create("mangatheque", Impact.SERVICE_DOWN).id();
        advance(Duration.ofMinutes(2));
        workflow.wakeOverlooked();
        run.work();
        assertThat(jdbc.sql("SELECT seen_revision FROM sla_clock WHERE ticket_id = :id")
                        .param("id", other)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1);
    }

    @Test
    void aRepeatedStartChangesNothing() {
        for (int i = 0; i < 3; i++) {
            workflow.on(new SlaClockChanged(ticket, RESOLUTION, 1));
        }
        run.work();
        assertThat(run.handled())
                .filteredOn(job -> job.type().equals("read-sla-clock"))
                .hasSize(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndFlowIsPassedBySomeTest() {
        assertThat(COVERAGE.missing("sla-clock")).isEmpty();
    }

    private void stopBoth() {
        clocks.stop(ticket, RESOLUTION, clock.instant());
    }

    /** What the listener of the change would do; only the resolution clock is followed here. */
    private void tell() {
        int revision = revision();
        for (int next = told + 1; next <= revision; next++) {
            workflow.on(new SlaClockChanged(ticket, RESOLUTION, next));
        }
        told = revision;
        run.work();
    }

    private void tellAgain() {
        run.publish("sla-clock-changed", ticket + "/resolution", Duration.ZERO, java.util.Map.of());
    }

    private int revision() {
        return jdbc.sql("SELECT revision FROM sla_clock WHERE ticket_id = :id AND target = 'resolution'")
                .param("id", ticket)
                .query(Integer.class)
                .single();
    }

    private List<SlaClockChanged> overlooked() {
        return marks.overlooked().stream()
                .filter(change -> change.ticketId().equals(ticket) && change.target() == RESOLUTION)
                .toList();
    }

    /** Elapsed time of the target in force. */
    private Duration length() {
        return resolution().clock().target().allowance().orElseThrow();
    }

    private SlaReading resolution() {
        return readings.of(ticket).getLast();
    }

    private SlaDecision targets(String priority) {
        return policy.targetsOf("mangatheque", priority);
    }

    private void advance(Duration time) {
        clock.advance(time);
        run.pass(time);
    }

    /** Lets time pass until an instant after the start at which a timer must go off. */
    private void passTo(Duration sinceStart) {
        Duration time = Duration.between(clock.instant(), start.plus(sinceStart));
        while (time.compareTo(Duration.ofHours(6)) > 0) {
            clock.advance(Duration.ofHours(6));
            run.passUntilTimer(Duration.ofHours(6), "Event_MarkReached");
            time = time.minusHours(6);
        }
        clock.advance(time);
        run.passUntilTimer(time, "Event_MarkReached");
    }

    private List<String> mails(String kind) {
        return jdbc.sql("SELECT key FROM notice WHERE key LIKE :pattern ORDER BY key")
                .param("pattern", ticket + "/resolution/" + kind + "/%")
                .query(String.class)
                .list();
    }

    private List<String> escalations() {
        return jdbc.sql("SELECT id FROM escalation WHERE ticket_id = :id ORDER BY started_at")
                .param("id", ticket)
                .query(String.class)
                .list();
    }
}
