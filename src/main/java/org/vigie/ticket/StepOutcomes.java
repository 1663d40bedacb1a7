package org.vigie.ticket;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a step whose user task is not completed because a message or a deadline ends it. For the modules that learn
 * of it: they write their own part in the same transaction.
 */
@Service
public class StepOutcomes {

    private final Tickets tickets;
    private final TicketSteps steps;
    private final Clock clock;

    StepOutcomes(Tickets tickets, TicketSteps steps, Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.clock = clock;
    }

    /** Locks the ticket until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Ticket lock(String ticketId) {
        return tickets.lock(ticketId);
    }

    /** How often the ticket has come to a step. */
    public int count(String ticketId, TicketStep step) {
        return steps.count(ticketId, step);
    }

    /** Nobody has to complete the task of this step any more. */
    public void ended(String ticketId, TicketStep step) {
        steps.completedOpen(ticketId, step.elementId(), clock.instant());
    }

    /** Keeps what was learned instead of being filled in; what is missing leaves the earlier value. */
    public void keep(String ticketId, StepValues values) {
        tickets.keep(ticketId, values);
    }
}
