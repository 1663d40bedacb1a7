package org.vigie.postmortem.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.ActionTickets;

/** Counts the long-term actions that are not done. */
@Component
public class CheckActionTicketsWorker {

    private final ActionTickets tickets;

    CheckActionTicketsWorker(ActionTickets tickets) {
        this.tickets = tickets;
    }

    public record Output(int openActions) {}

    @JobWorker(type = "check-action-tickets")
    public Output check(@Variable String postMortemId) {
        return new Output(tickets.check(postMortemId));
    }
}
