package org.vigie.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.Cases;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.sla.SlaClocks;
import org.vigie.sla.TargetKind;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.TicketDesk;

/** What is asked of the process of an escalation stays until it is settled, and none vanishes with its process. */
@VigieTest
@Import(TestTickets.class)
class EscalationCasesTests {

    private static final AtomicLong INSTANCES = new AtomicLong(8_000_000);
    private static final String STARTED = EscalationRequests.STARTED;

    @Autowired
    TestTickets created;

    @Autowired
    TicketDesk desk;

    @Autowired
    Escalations escalations;

    @Autowired
    EscalationSteps steps;

    @Autowired
    EscalationCases cases;

    @Autowired
    Cases allCases;

    @Autowired
    SlaClocks clocks;

    @Autowired
    ProcessRequests requests;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private String ticket;
    private String id;
    private long instance;

    @BeforeEach
    void escalate() {
        clock.set(VigieTest.START);
        ticket = created.create("mangatheque", Impact.SERVICE_DOWN).id();
        clock.advance(Duration.ofHours(2));
        escalations.start(ticket, TargetKind.RESOLUTION);
        id = escalations.of(ticket).getFirst().id();
        instance = INSTANCES.incrementAndGet();
    }

    @Test
    void aStartIsAskedForUntilAProcessWorksOnIt() {
        assertThat(requests.unseen(id)).singleElement().satisfies(start -> {
            assertThat(start.message()).isEqualTo(STARTED);
            assertThat(start.variables().get("team")).isEqualTo("support");
            assertThat(start.variables().get("ticketId")).isEqualTo(ticket);
        });
        assertThat(steps.next(id, 0, instance).kind()).isEqualTo(NextStep.Kind.TELL);
        assertThat(asked()).isEmpty();
        assertThat(steps.next(id, 0, instance).kind()).as("a retry").isEqualTo(NextStep.Kind.TELL);
        assertThat(steps.next(id, 0, INSTANCES.incrementAndGet()).kind()).isEqualTo(NextStep.Kind.OVER);
    }

    @Test
    void whatIsOverBeforeItsProcessWorksNeedsNone() {
        acknowledge();
        assertThat(asked()).isEmpty();
        assertThat(steps.next(id, 0, instance).kind())
                .as("a start that was under way")
                .isEqualTo(NextStep.Kind.OVER);
    }

    @Test
    void anEndIsAskedForUntilTheProcessIsGone() {
        work();
        acknowledge();
        assertThat(asked()).containsExactly(EscalationRequests.ACKNOWLEDGED);
        assertThat(watched()).containsExactly(id);
        cases.lost(open());
        assertThat(asked()).isEmpty();
        assertThat(watched()).isEmpty();
        assertThat(allCases.of(instance)).as("completions shown late").contains(ticket);
    }

    @Test
    void thoseWhoWereAskedAreToldThoughTheProcessIsGone() {
        work();
        steps.tell(id, 0, clock.instant());
        acknowledge();
        cases.lost(open());
        cases.lost(open());
        assertThat(notices("/acknowledged")).containsExactly(id + "/acknowledged/ops");
    }

    @Test
    void anEndOfTheNeedIsAskedForToo() {
        work();
        clocks.stop(ticket, TargetKind.RESOLUTION, clock.instant());
        escalations.review(ticket, TargetKind.RESOLUTION);
        assertThat(asked()).containsExactly(EscalationRequests.ENDED);
    }

    @Test
    void oneThatNobodyAcknowledgedGoesOnInANewProcess() {
        work();
        steps.tell(id, 0, clock.instant());
        clock.advance(Duration.ofMinutes(3));
        cases.lost(open());
        cases.lost(open());
        assertThat(asked()).containsExactly(STARTED);
        assertThat(history()).containsOnlyOnce("escalation process started anew");

        NextStep next = steps.next(id, 0, INSTANCES.incrementAndGet());
        assertThat(next.step()).isEqualTo(1);
        assertThat(next.at()).isEqualTo(clock.instant().plus(Duration.ofMinutes(7)));
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatWasToldToEverybodyIsNotToldAgain() {
        work();
        steps.tellEverybody(id, 18, clock.instant());
        cases.lost(open());
        assertThat(asked()).isEmpty();
        assertThat(escalations.require(id).state()).isEqualTo(Escalation.State.EXHAUSTED);
    }

    @Test
    void anEngineThatWasSetUpAnewStartsItAnewAndItsKeysMeanNothing() {
        work();
        transaction.executeWithoutResult(status -> events.publishEvent(new EngineSetUpAnew(12)));
        assertThat(asked()).containsExactly(STARTED);
        assertThat(allCases.of(instance)).isEmpty();
        assertThat(steps.next(id, 0, instance).kind())
                .as("the same key from the new engine")
                .isEqualTo(NextStep.Kind.TELL);
    }

    @Test
    void anEngineThatWasSetUpAnewHasNothingToEnd() {
        work();
        acknowledge();
        transaction.executeWithoutResult(status -> events.publishEvent(new EngineSetUpAnew(13)));
        assertThat(asked()).isEmpty();
        assertThat(watched()).isEmpty();
    }

    @Test
    void anIncidentOfItsProcessIsOneOfTheTicket() {
        assertThat(allCases.of(instance)).isEmpty();
        work();
        assertThat(allCases.of(instance)).contains(ticket);
    }

    private void work() {
        steps.next(id, 0, instance);
    }

    private void acknowledge() {
        escalations.acknowledgeAll(ticket, "operator", Escalation.Way.API, null);
    }

    private OpenCase open() {
        return new OpenCase(id, instance, Instant.EPOCH);
    }

    private List<String> asked() {
        return requests.unseen(id).stream().map(ProcessRequest::message).toList();
    }

    private List<String> watched() {
        return cases.open("", 10_000).stream()
                .map(OpenCase::id)
                .filter(id::equals)
                .toList();
    }

    private List<String> history() {
        return desk.history(ticket).stream().map(entry -> entry.action()).toList();
    }

    private List<String> notices(String part) {
        return jdbc.sql("SELECT key FROM notice WHERE starts_with(key, :key) ORDER BY key")
                .param("key", id + part)
                .query(String.class)
                .list();
    }
}
