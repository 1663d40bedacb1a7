package org.vigie.support;

import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** Creates tickets as the API does. */
@TestComponent
public class TestTickets {

    private final TicketIntake intake;

    public TestTickets(TicketIntake intake) {
        this.intake = intake;
    }

    /** A corrective ticket; its priority follows from the impact. */
    public Ticket create(String application, Impact impact) {
        return intake.create(new NewTicket(
                application,
                "Page blanche",
                "",
                TicketType.CORRECTIVE,
                impact,
                Set.of(),
                new Reporter("Inès", "ines@example.org"),
                TicketSource.API,
                null));
    }
}
