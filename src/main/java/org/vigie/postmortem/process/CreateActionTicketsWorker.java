package org.vigie.postmortem.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.ActionTickets;

/** Creates the tickets of the long-term actions. */
@Component
public class CreateActionTicketsWorker {

    private final ActionTickets tickets;

    CreateActionTicketsWorker(ActionTickets tickets) {
        this.tickets = tickets;
    }

    @JobWorker(type = "create-action-tickets")
    public void create(@Variable String postMortemId) {
        tickets.create(postMortemId);
    }
}
