package org.vigie.github.pull.process;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.github.pull.ChangeMerged;
import org.vigie.ticket.TicketDesk;

/** Tells the ticket process what happened on GitHub; kept in the event publication registry until the engine has it. */
@Component
@OnEngine
class GitHubWorkflow {

    /** A change may be merged before the process has come to waiting for it, over a long weekend for instance. */
    private static final Duration BUFFERED = Duration.ofDays(7);

    private final ProcessMessages messages;
    private final TicketDesk tickets;

    GitHubWorkflow(ProcessMessages messages, TicketDesk tickets) {
        this.messages = messages;
        this.tickets = tickets;
    }

    @AfterCommit
    void on(ChangeMerged event) {
        if (tickets.get(event.ticketId()).status().isClosed()) {
            return;
        }
        messages.publish(
                "change-merged",
                event.ticketId(),
                BUFFERED,
                event.url(),
                Map.of("pullRequest", event.url(), "mergeCommit", event.mergeCommit()));
    }
}
