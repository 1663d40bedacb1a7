package org.vigie.ticket.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.AfterCommit;
import org.vigie.engine.OnEngine;
import org.vigie.engine.ProcessMessages;
import org.vigie.ticket.CancellationRequested;
import org.vigie.ticket.ProcessStarts;
import org.vigie.ticket.ReopeningRequested;
import org.vigie.ticket.ReporterAnswered;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketCreated;
import org.vigie.ticket.TicketDesk;

/**
 * What tickets tell their process. Each event is kept in the event publication registry until the engine has taken it,
 * and may therefore come more than once.
 */
@Component
@OnEngine
class TicketWorkflow {

    /** Long enough for a redelivery to find the first one still buffered, short enough not to wait for a later turn. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessMessages messages;
    private final TicketDesk tickets;
    private final ProcessStarts starts;

    TicketWorkflow(ProcessMessages messages, TicketDesk tickets, ProcessStarts starts) {
        this.messages = messages;
        this.tickets = tickets;
        this.starts = starts;
    }

    // not buffered (TTL 0): while an instance with the same key runs, a repeated start is dropped;
    // after it has ended, register-ticket finds that the ticket is taken
    @AfterCommit
    void on(TicketCreated event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (ticket.processInstanceKey() == null) {
            start(ticket);
        }
    }

    private void start(Ticket ticket) {
        try {
            messages.publish("ticket-received", ticket.id(), Duration.ZERO, ticket.id(), TicketVariables.of(ticket));
        } catch (RuntimeException e) {
            starts.engineIsSlow();
            throw e;
        }
    }

    // buffered: the instance that closed the ticket may not have come to its end yet
    @AfterCommit
    void on(ReopeningRequested event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (ticket.status().isClosed()) {
            Map<String, Object> variables = new LinkedHashMap<>(TicketVariables.of(ticket));
            variables.put("reopeningReason", event.reason());
            messages.publish("ticket-reopened", ticket.id(), BUFFERED, event.requestId(), variables);
        }
    }

    @AfterCommit
    void on(ReporterAnswered event) {
        messages.publish(
                "reporter-answered",
                event.ticketId(),
                BUFFERED,
                event.answerId(),
                Map.of("answer", event.answer(), "reporterAnswered", true));
    }

    @AfterCommit
    void on(CancellationRequested event) {
        messages.publish(
                "ticket-cancelled", event.ticketId(), BUFFERED, event.requestId(), Map.of("reason", event.reason()));
    }
}
