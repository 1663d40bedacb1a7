package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.vigie.engine.instance.TestVariables;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;
import org.vigie.support.process.Job;
import org.vigie.support.process.ProcessRun;
import org.vigie.support.process.RealWorkers;
import org.vigie.ticket.Classification;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.Reclassification;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketReclassified;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;
import org.vigie.ticket.TicketType;

/** A running process learns what its ticket has become; on the in-memory engine with the real services and database. */
@VigieTest
@ZeebeProcessTest
@Import(TestTickets.class)
class ReclassifiedTicketsTests {

    private static final Classification FLAW =
            new Classification(TicketType.PREVENTIVE, Impact.SECURITY_FLAW, Set.of(Label.SECURITY));

    @Autowired
    ApplicationContext context;

    @Autowired
    TestTickets created;

    @Autowired
    TicketDesk desk;

    @Autowired
    TicketProgress progress;

    @Autowired
    Reclassification reclassification;

    @Autowired
    MutableClock clock;

    private ZeebeTestEngine engine;
    private ProcessRun run;
    private CamundaClient client;
    private ReclassifiedTickets listener;
    private String id;

    @BeforeEach
    void startProcess() {
        clock.set(VigieTest.START);
        run = new ProcessRun(engine)
                .worker("notify-reporter", Map.of())
                .worker("record-step-start", this::stepStarted)
                .worker("record-step-end", Map.of())
                .worker("close-ticket", Map.of());
        new RealWorkers(context).handle(run, RegisterTicketWorker.class).handle(run, SetDueDatesWorker.class);
        client = run.client();
        listener = new ReclassifiedTickets(TestVariables.in(client), desk, progress);
        id = created.create("cesizen", Impact.LIMITED).id();
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void formOfQualificationShowsWhatTheTicketHasBecome() {
        receive();
        clock.advance(Duration.ofMinutes(10));
        reclassify();
        listener.on(new TicketReclassified(id));
        Ticket ticket = desk.get(id);
        assertThat(run.shown("Task_QualifyTicket"))
                .containsEntry("type", "preventive")
                .containsEntry("impact", "security-flaw")
                .containsEntry("labels", List.of("security"))
                .containsEntry("priority", "P1")
                .containsEntry("taskPriority", 90)
                .containsEntry("responseDue", String.valueOf(ticket.responseDue()))
                .containsEntry("resolutionDue", String.valueOf(ticket.resolutionDue()));
    }

    @Test
    void qualificationThatChangesNothingConfirmsIt() {
        receive();
        reclassify();
        listener.on(new TicketReclassified(id));
        listener.on(new TicketReclassified(id));
        run.complete("Task_QualifyTicket");
        run.task("Task_AssignOwner");
        assertThat(desk.get(id))
                .extracting(Ticket::type, Ticket::impact, Ticket::labels, Ticket::priority)
                .containsExactly(FLAW.type(), FLAW.impact(), FLAW.labels(), "P1");
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("priority", "P1");
    }

    @Test
    void processKnowsTheLastOfSeveralChangesWhoeverTellsOfItLast() {
        receive();
        new ReclassifiedTickets(TestVariables.in(client, this::reclassifyIfNotYet), desk, progress)
                .on(new TicketReclassified(id));
        assertThat(run.shown("Task_QualifyTicket"))
                .containsEntry("impact", "security-flaw")
                .containsEntry("priority", "P1");
    }

    @Test
    void processThatHasNotStartedStartsWithWhatHolds() {
        reclassify();
        assertThatCode(() -> listener.on(new TicketReclassified(id))).doesNotThrowAnyException();
        receive();
        assertThat(run.shown("Task_QualifyTicket")).containsEntry("impact", "security-flaw");
    }

    @Test
    void processThatHasEndedNeedsNothing() {
        receive();
        reclassify();
        run.publish("ticket-cancelled", id, Duration.ZERO, Map.of("reason", "by mistake"));
        assertThat(run.completed()).endsWith("ticket");
        assertThat(desk.get(id).status()).isEqualTo(TicketStatus.QUALIFICATION);
        assertThatCode(() -> listener.on(new TicketReclassified(id))).doesNotThrowAnyException();
    }

    private void receive() {
        run.publish("ticket-received", id, Duration.ZERO, TicketVariables.of(desk.get(id)));
        run.task("Task_QualifyTicket");
    }

    private void reclassify() {
        assertThat(reclassifyIfNotYet()).isTrue();
    }

    private boolean reclassifyIfNotYet() {
        return reclassification.reclassify(id, "test/" + id, before -> FLAW, "a flaw", "ada");
    }

    private Map<String, Object> stepStarted(Job job) {
        progress.stepStarted(id, TicketStep.of(job.elementId()), job.elementInstanceKey());
        return new HashMap<>(TicketVariables.dueDates(desk.get(id)));
    }
}
