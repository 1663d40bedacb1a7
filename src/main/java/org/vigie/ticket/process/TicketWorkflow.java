package org.vigie.ticket.process;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.vigie.ticket.CancellationRequested;
import org.vigie.ticket.ReopeningRequested;
import org.vigie.ticket.ReporterAnswered;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketCreated;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.ValidationGiven;

/**
 * What tickets tell their process. Each event is kept in the event publication registry until the engine has taken it,
 * and may therefore come more than once.
 */
@Component
@ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
class TicketWorkflow {

    /** Long enough for a redelivery to find the first one still buffered, short enough not to wait for a later turn. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final CamundaClient client;
    private final TicketDesk tickets;

    TicketWorkflow(CamundaClient client, TicketDesk tickets) {
        this.client = client;
        this.tickets = tickets;
    }

    // not buffered (TTL 0): while an instance with the same key runs, a repeated start is dropped;
    // after it has ended, register-ticket finds that the ticket is taken
    @Async
    @TransactionalEventListener
    void on(TicketCreated event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (ticket.processInstanceKey() == null) {
            publish("ticket-received", ticket.id(), Duration.ZERO, ticket.id(), TicketVariables.of(ticket));
        }
    }

    @Async
    @TransactionalEventListener
    void on(ReopeningRequested event) {
        Ticket ticket = tickets.get(event.ticketId());
        if (ticket.status().isClosed()) {
            Map<String, Object> variables = new LinkedHashMap<>(TicketVariables.of(ticket));
            variables.put("reopeningReason", event.reason());
            publish("ticket-reopened", ticket.id(), Duration.ZERO, event.requestId(), variables);
        }
    }

    @Async
    @TransactionalEventListener
    void on(ReporterAnswered event) {
        publish(
                "reporter-answered",
                event.ticketId(),
                BUFFERED,
                event.answerId(),
                Map.of("answer", event.answer(), "reporterAnswered", true));
    }

    @Async
    @TransactionalEventListener
    void on(CancellationRequested event) {
        publish("ticket-cancelled", event.ticketId(), BUFFERED, event.requestId(), Map.of("reason", event.reason()));
    }

    @Async
    @TransactionalEventListener
    void on(ValidationGiven event) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("validated", event.answer().validated());
        variables.put("satisfaction", event.answer().satisfaction());
        variables.put("validationComment", event.answer().comment());
        publish("ticket-validated", event.ticketId(), BUFFERED, "validation/" + event.round(), variables);
    }

    private void publish(
            String message,
            String ticketId,
            Duration timeToLive,
            String messageId,
            Map<String, ? extends @Nullable Object> variables) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(ticketId)
                .messageId(messageId)
                .timeToLive(timeToLive)
                .variables(variables)
                .requestTimeout(Duration.ofSeconds(10))
                .send()
                .join();
    }
}
