package org.vigie.ticket;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.task.DisplayedCases;
import org.vigie.engine.task.TaskDisplayQueue;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaMarkReached;

/**
 * Shows in Tasklist what became of the due dates and of how pressing a ticket is, on the tasks that are open meanwhile. Tasks
 * that begin later get it from {@link TicketProgress#stepStarted}.
 */
@Component
@OnEngine
class OpenTaskUpdates implements DisplayedCases {

    private final Tickets tickets;
    private final TicketClocks clocks;
    private final TaskDisplayQueue queue;

    OpenTaskUpdates(Tickets tickets, TicketClocks clocks, TaskDisplayQueue queue) {
        this.tickets = tickets;
        this.clocks = clocks;
        this.queue = queue;
    }

    @AfterCommit(
            id = "ticket.show-changed-clock",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaClockChanged)",
            condition = "#event.revision() > 1")
    void on(SlaClockChanged event) {
        queue.wish(event.ticketId());
    }

    @AfterCommit(
            id = "ticket.show-reached-mark",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaMarkReached)")
    void on(SlaMarkReached event) {
        queue.wish(event.ticketId());
    }

    /** The priority of its tasks changes even where both priorities have the same targets. */
    @AfterCommit(
            id = "ticket.show-reclassification",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.ticket.TicketReclassified)")
    void on(TicketReclassified event) {
        queue.wish(event.ticketId());
    }

    @Override
    public Optional<Display> display(String caseId) {
        return tickets.find(caseId)
                .filter(ticket ->
                        ticket.processInstanceKey() != null && !ticket.status().isClosed())
                .map(ticket -> new Display(ticket.processInstanceKey(), looks(clocks.urgency(ticket))));
    }

    private static Map<String, Look> looks(TaskUrgency urgency) {
        return Arrays.stream(TicketStep.values())
                .collect(Collectors.toMap(
                        TicketStep::elementId, step -> new Look(urgency.dueOf(step), urgency.taskPriority())));
    }
}
