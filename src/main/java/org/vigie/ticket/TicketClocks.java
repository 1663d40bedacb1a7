package org.vigie.ticket;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.sla.DueDates;
import org.vigie.sla.SlaClocks;
import org.vigie.sla.SlaDecision;
import org.vigie.sla.SlaMarks;
import org.vigie.sla.SlaReadings;
import org.vigie.sla.TargetKind;

/**
 * What the life of a ticket means for its SLA clocks; keeps the due dates of the ticket in step with them. The caller has
 * locked the ticket.
 */
@Component
class TicketClocks {

    private static final int HIGHEST = 100;

    private final SlaClocks clocks;
    private final SlaReadings readings;
    private final SlaMarks marks;
    private final Tickets tickets;

    TicketClocks(SlaClocks clocks, SlaReadings readings, SlaMarks marks, Tickets tickets) {
        this.clocks = clocks;
        this.readings = readings;
        this.marks = marks;
        this.tickets = tickets;
    }

    void start(Ticket ticket, MaintenancePlan plan, SlaDecision targets) {
        clocks.start(ticket.id(), plan, targets, ticket.createdAt());
    }

    DueDates retarget(String ticketId, SlaDecision targets, Instant now) {
        return clocks.retarget(ticketId, targets, now);
    }

    void stepStarted(String ticketId, TicketStep step, Instant now) {
        keep(ticketId, step.waitsForReporter() ? clocks.pause(ticketId, now) : clocks.resume(ticketId, now));
    }

    void answered(String ticketId, Instant now) {
        keep(ticketId, clocks.resume(ticketId, now));
    }

    /** False if the ticket was taken up before. */
    boolean takenUp(String ticketId, Instant now) {
        boolean first = clocks.stop(ticketId, TargetKind.RESPONSE, now);
        keep(ticketId, clocks.dueDates(ticketId));
        return first;
    }

    void closed(String ticketId, Instant now) {
        clocks.stop(ticketId, TargetKind.RESPONSE, now);
        clocks.stop(ticketId, TargetKind.RESOLUTION, now);
        keep(ticketId, clocks.dueDates(ticketId));
    }

    void reopened(String ticketId, Instant now) {
        keep(ticketId, clocks.reopen(ticketId, now));
    }

    void applyCalendar(String ticketId, MaintenancePlan plan, Instant now) {
        keep(ticketId, clocks.applyCalendar(ticketId, plan, now));
    }

    /** The due dates as they stand, and a priority raised half-way to the highest by a warning, to it by a breach. */
    TaskUrgency urgency(Ticket ticket) {
        int priority = switch (readings.urgencyOf(ticket.id())) {
            case IN_TIME -> ticket.taskPriority();
            case WARNED -> (ticket.taskPriority() + HIGHEST) / 2;
            case BREACHED -> HIGHEST;
        };
        return new TaskUrgency(
                marks.isOpen(ticket.id(), TargetKind.RESPONSE) ? ticket.responseDue() : null,
                ticket.resolutionDue(),
                priority);
    }

    private void keep(String ticketId, DueDates due) {
        tickets.updateDueDates(ticketId, due);
    }
}
