package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.audit.AuditEntry;
import org.vigie.engine.task.DisplayedCases;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.TaskDisplayQueue;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaClocks;
import org.vigie.sla.SlaMarkReached;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.SlaMarks.Mark;
import org.vigie.sla.TargetKind;
import org.vigie.support.KnownUserTasks;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;

@VigieTest
@Import(TestTickets.class)
class TicketClaimsTests {

    private static long nextKey = 700_000;

    @Autowired
    TestTickets created;

    @Autowired
    Tickets tickets;

    @Autowired
    TicketDesk desk;

    @Autowired
    TicketClocks ticketClocks;

    @Autowired
    SlaClocks clocks;

    @Autowired
    SlaMarks marks;

    @Autowired
    MutableClock clock;

    @Autowired
    Reclassification reclassification;

    @Autowired
    TaskDisplayQueue queue;

    @Autowired
    JdbcClient jdbc;

    private final KnownUserTasks tasks = new KnownUserTasks();
    private TicketClaims claims;
    private OpenTaskUpdates updates;
    private Ticket ticket;
    private long instance;

    @AfterEach
    void tasksAreReadOnly() {
        assertThat(tasks.updates()).isEmpty();
        assertThat(tasks.completed()).isEmpty();
    }

    @BeforeEach
    void createTicket() {
        clock.set(VigieTest.START);
        claims = new TicketClaims(tasks, tickets, marks, desk);
        updates = new OpenTaskUpdates(tickets, ticketClocks, queue);
        ticket = created.create("mangatheque", Impact.SERVICE_DOWN);
        instance = nextKey++;
        tickets.claim(ticket.id(), instance);
    }

    @Test
    void claimingTheFirstTaskTakesTheTicketUp() {
        tasks.open().add(new OpenTask(1, "Task_QualifyTicket", instance, "ada"));
        tasks.open().add(new OpenTask(2, "Task_QualifyTicket", nextKey++, "bob"));
        clock.advance(Duration.ofMinutes(5));
        claims.look();
        clock.advance(Duration.ofMinutes(5));
        claims.look();
        assertThat(marks.isOpen(ticket.id(), TargetKind.RESPONSE)).isFalse();
        assertThat(desk.history(ticket.id()))
                .filteredOn(entry -> entry.action().equals("ticket taken up"))
                .extracting(AuditEntry::actor, AuditEntry::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ada", VigieTest.START.plus(Duration.ofMinutes(5))));
    }

    @Test
    void anUnclaimedTaskTakesNothingUp() {
        tasks.open().add(new OpenTask(1, "Task_QualifyTicket", instance, null));
        claims.look();
        assertThat(marks.isOpen(ticket.id(), TargetKind.RESPONSE)).isTrue();
    }

    @Test
    void openTasksShowTheDueDateOfTheirKindAndHowPressingTheTicketIs() {
        int base = ticket.taskPriority();
        assertThat(look("Task_QualifyTicket")).isEqualTo(new DisplayedCases.Look(ticket.responseDue(), base));
        assertThat(look("Task_ImplementChange")).isEqualTo(new DisplayedCases.Look(ticket.resolutionDue(), base));
        assertThat(look("Task_Other")).isNull();

        clock.advance(Duration.ofMinutes(95));
        clocks.stop(ticket.id(), TargetKind.RESPONSE, clock.instant());
        assertThat(marks.warned(ticket.id(), TargetKind.RESOLUTION)).isPresent();
        assertThat(look("Task_ImplementChange").priority()).isEqualTo((base + 100) / 2);

        clock.advance(Duration.ofMinutes(30));
        assertThat(marks.breached(ticket.id(), TargetKind.RESOLUTION)).isPresent();
        assertThat(look("Task_ImplementChange").priority()).isEqualTo(100);
    }

    /** Nobody is late for what was done an hour before: the next promise counts. */
    @Test
    void tasksOfATicketThatWasTakenUpAreDueWithItsCorrection() {
        desk.takeUp(ticket.id(), "ada");
        assertThat(look("Task_QualifyTicket").due())
                .isEqualTo(desk.get(ticket.id()).resolutionDue())
                .isNotNull();
    }

    @Test
    void openTasksShowHowPressingAReclassifiedTicketIs() {
        reclassification.reclassify(
                ticket.id(),
                "test/" + ticket.id(),
                before -> new Classification(before.type(), Impact.COSMETIC, before.labels()),
                "it is less",
                "ada");
        Ticket after = desk.get(ticket.id());
        assertThat(after.taskPriority()).isLessThan(ticket.taskPriority());
        assertThat(look("Task_QualifyTicket"))
                .isEqualTo(new DisplayedCases.Look(after.responseDue(), after.taskPriority()));
    }

    @Test
    void whatHappensToATicketAsksForItsTasksToBeShownAnew() {
        updates.on(new SlaClockChanged(ticket.id(), TargetKind.RESOLUTION, 2));
        updates.on(new SlaMarkReached(ticket.id(), TargetKind.RESOLUTION, Mark.WARNING));
        updates.on(new TicketReclassified(ticket.id()));
        assertThat(jdbc.sql("SELECT wished FROM task_display WHERE case_id = :id")
                        .param("id", ticket.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
    }

    @Test
    void aClosedOrUnknownTicketShowsNothing() {
        assertThat(updates.display("CZ-0")).isEmpty();
        jdbc.sql("UPDATE ticket SET status = 'resolved' WHERE id = :id")
                .param("id", ticket.id())
                .update();
        assertThat(updates.display(ticket.id())).isEmpty();
    }

    private DisplayedCases.@Nullable Look look(String elementId) {
        DisplayedCases.Display display = updates.display(ticket.id()).orElseThrow();
        assertThat(display.processInstanceKey()).isEqualTo(instance);
        return display.byElement().get(elementId);
    }
}
