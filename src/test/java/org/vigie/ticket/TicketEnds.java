package org.vigie.ticket;

import java.util.Arrays;
import java.util.List;
import org.vigie.support.engine.EngineRun;

/** The ends that the process of a ticket comes to. */
public final class TicketEnds {

    private TicketEnds() {}

    /** Waits for this end; what follows from a ticket, such as its post-mortem, may go on. */
    public static void await(EngineRun engine, String ticketId, String endEvent) {
        engine.awaitEnd(
                ticketId,
                List.of(endEvent, "EndEvent_TicketHandled"),
                Arrays.stream(TicketStep.values()).map(TicketStep::elementId).toList());
    }
}
