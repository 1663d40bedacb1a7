package org.vigie.validation;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStep;
import org.vigie.ticket.TicketType;

/** Brings a ticket to its validation the way its process would. */
@TestComponent
public class ValidationCase {

    private static final AtomicLong KEYS = new AtomicLong(9_000_000);

    private final TicketIntake intake;
    private final TicketProgress progress;
    private final ValidationLinks links;

    ValidationCase(TicketIntake intake, TicketProgress progress, ValidationLinks links) {
        this.intake = intake;
        this.progress = progress;
        this.links = links;
    }

    /** A new ticket of CESIZen (in French) or MangaThèque. */
    public String create(String application) {
        return intake.create(new NewTicket(
                        application,
                        "L'export <b>PDF</b> est vide",
                        "",
                        TicketType.CORRECTIVE,
                        Impact.KEY_FUNCTION_DEGRADED,
                        Set.of(),
                        new Reporter("Camille Durand", "camille.durand@example.org"),
                        TicketSource.API,
                        null))
                .id();
    }

    /** Asks the reporter. */
    public void ask(String ticketId) {
        links.ask(ticketId, "L'export prend l'année du journal");
        step(ticketId, TicketStep.VALIDATE);
    }

    /** Reminds the reporter of the open question. */
    public void remind(String ticketId) {
        links.remind(ticketId, "");
    }

    /** The ticket's next user task becomes active. */
    public long step(String ticketId, TicketStep step) {
        long key = KEYS.incrementAndGet();
        progress.stepStarted(ticketId, step, key);
        return key;
    }
}
