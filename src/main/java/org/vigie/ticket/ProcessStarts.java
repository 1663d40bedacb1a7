package org.vigie.ticket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.AtCommit;

/**
 * Lets the answer to a new ticket name its process instance: waits a moment for it, and does without when the engine is
 * slow or down.
 */
@Component
public class ProcessStarts {

    /** Keeps the whole answer below the 250 ms that reporting may take. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Tickets tickets;
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private volatile boolean engineIsSlow;

    ProcessStarts(Tickets tickets) {
        this.tickets = tickets;
    }

    /** The ticket with its process instance, or as it is if that has not started in a moment. */
    public Ticket await(Ticket ticket) {
        if (ticket.processInstanceKey() != null || engineIsSlow) {
            return ticket;
        }
        CompletableFuture<Void> start = awaited.computeIfAbsent(ticket.id(), id -> new CompletableFuture<>());
        try {
            // asked after waiting began: the start may have happened before
            Ticket now = tickets.require(ticket.id());
            if (now.processInstanceKey() != null) {
                return now;
            }
            start.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return tickets.require(ticket.id());
        } catch (TimeoutException | ExecutionException e) {
            engineIsSlow();
            return ticket;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ticket;
        } finally {
            awaited.remove(ticket.id(), start);
        }
    }

    /** Until a process starts in time again, nobody waits for it. */
    public void engineIsSlow() {
        engineIsSlow = true;
    }

    @AtCommit(
            id = "ticket.answer-with-process",
            former = "org.vigie.ticket.ProcessStarts.on(org.vigie.ticket.ProcessStarted)")
    void on(ProcessStarted event) {
        engineIsSlow = event.delay().compareTo(PATIENCE) > 0;
        CompletableFuture<Void> start = awaited.get(event.ticketId());
        if (start != null) {
            start.complete(null);
        }
    }
}
