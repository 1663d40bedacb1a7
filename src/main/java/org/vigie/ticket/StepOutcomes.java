package org.vigie.ticket;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.TaskTurn;

/**
 * What becomes of a step whose user task is not completed because a message or a deadline ends it. For the modules that learn
 * of it: they write their own part in the same transaction.
 */
@Service
public class StepOutcomes {

    private final Tickets tickets;
    private final TicketSteps steps;
    private final TicketRequests requests;
    private final Clock clock;

    StepOutcomes(Tickets tickets, TicketSteps steps, TicketRequests requests, Clock clock) {
        this.tickets = tickets;
        this.steps = steps;
        this.requests = requests;
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

    /** The test coverage that the application has since its last change was resolved; empty if that is not known. */
    public Optional<BigDecimal> lastCoverage(String application) {
        return tickets.lastCoverage(application);
    }

    /** Nobody has to complete the task of this step any more. */
    public void ended(String ticketId, TicketStep step) {
        steps.completedOpen(ticketId, step.elementId(), clock.instant());
    }

    /** Keeps what was learned instead of being filled in; what is missing leaves the earlier value. */
    public void keep(String ticketId, StepValues values) {
        tickets.keep(ticketId, values);
    }

    /**
     * Tells the process that its reporter has answered whether the correction holds, until it goes on or is closed.
     *
     * @param question which of the ticket's questions is answered
     * @param answer the values that the process goes on with
     */
    public void validated(String ticketId, String question, Map<String, ?> answer) {
        requests.validate(ticketId, question, answer);
    }

    /** Tells the process that waits for a merge that one has happened, until it has looked at it. */
    public void merged(String ticketId, String pullRequest, String mergeCommit) {
        requests.merge(ticketId, pullRequest, mergeCommit);
    }

    /** The process looks at the merges that it was told of. */
    public void mergesSeen(String ticketId) {
        requests.seen(ticketId, TicketRequests.MERGED);
    }

    /** Where to find who completed the user task of a step the last time; empty if the ticket was never at it. */
    public Optional<TaskTurn> lastTurn(String ticketId, TicketStep step, long processInstanceKey) {
        return steps.latest(ticketId, step).map(key -> new TaskTurn(processInstanceKey, step.elementId(), key));
    }
}
