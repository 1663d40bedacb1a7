package org.vigie.ticket;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.UserTasks;
import org.vigie.engine.webapp.DisplayThreads;
import org.vigie.shared.ConflictException;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.TargetKind;

/**
 * Notices who has claimed the first task of a ticket in Tasklist: that takes the ticket up. The engine tells nobody of it,
 * so it is asked now and then; the response counts from then on, some seconds late at most.
 */
@Component
@OnEngine
class TicketClaims {

    private static final Logger LOG = LoggerFactory.getLogger(TicketClaims.class);

    private final UserTasks tasks;
    private final Tickets tickets;
    private final SlaMarks marks;
    private final TicketDesk desk;

    TicketClaims(UserTasks tasks, Tickets tickets, SlaMarks marks, TicketDesk desk) {
        this.tasks = tasks;
        this.tickets = tickets;
        this.marks = marks;
        this.desk = desk;
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT15S", scheduler = DisplayThreads.NAME)
    @SchedulerLock(name = "ticket-claims")
    void look() {
        tasks.claimed(TicketStep.QUALIFY.elementId()).forEach(this::takeUp);
    }

    private void takeUp(OpenTask task) {
        String assignee = task.assignee();
        if (assignee == null) {
            return;
        }
        tickets.findByProcessInstance(task.processInstanceKey())
                .filter(ticket -> marks.isOpen(ticket.id(), TargetKind.RESPONSE))
                .ifPresent(ticket -> {
                    try {
                        desk.takeUp(ticket.id(), assignee);
                    } catch (ConflictException e) {
                        LOG.debug("closed meanwhile: {}", ticket.id());
                    }
                });
    }
}
