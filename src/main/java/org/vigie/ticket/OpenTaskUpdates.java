package org.vigie.ticket;

import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.UserTasks;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaMarkReached;

/**
 * Shows in Tasklist what became of the due dates and of how pressing a ticket is, on the tasks that are open meanwhile. Tasks
 * that begin later get it from {@link TicketProgress#stepStarted}.
 */
@Component
@OnEngine
class OpenTaskUpdates {

    private final Tickets tickets;
    private final TicketClocks clocks;
    private final UserTasks tasks;

    OpenTaskUpdates(Tickets tickets, TicketClocks clocks, UserTasks tasks) {
        this.tickets = tickets;
        this.clocks = clocks;
        this.tasks = tasks;
    }

    @AfterCommit(
            id = "ticket.show-changed-clock",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaClockChanged)",
            condition = "#event.revision() > 1")
    void on(SlaClockChanged event) {
        update(event.ticketId());
    }

    @AfterCommit(
            id = "ticket.show-reached-mark",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaMarkReached)")
    void on(SlaMarkReached event) {
        update(event.ticketId());
    }

    /** The priority of its tasks changes even where both priorities have the same targets. */
    @AfterCommit(
            id = "ticket.show-reclassification",
            former = "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.ticket.TicketReclassified)")
    void on(TicketReclassified event) {
        update(event.ticketId());
    }

    private void update(String ticketId) {
        Ticket ticket = tickets.require(ticketId);
        Long processInstanceKey = ticket.processInstanceKey();
        if (processInstanceKey != null && !ticket.status().isClosed()) {
            TaskUrgency urgency = clocks.urgency(ticket);
            tasks.of(processInstanceKey).forEach(task -> update(task, urgency));
        }
    }

    private void update(OpenTask task, TaskUrgency urgency) {
        TicketStep.find(task.elementId())
                .ifPresent(step -> tasks.update(
                        task.key(),
                        step.isPartOfResponse() ? urgency.responseDue() : urgency.resolutionDue(),
                        urgency.taskPriority()));
    }
}
