package org.vigie.ticket;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.decision.Decisions;

/** The priorities that the decision table gives. Thread-safe. */
@Component
public class PriorityPolicy {

    private final Decisions decisions;

    /** Made anew only to try out changed tables. */
    public PriorityPolicy(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * What {@code dmn/ticketPriority.dmn} says.
     *
     * @throws org.vigie.shared.HintedException if the table has no rule for the application
     */
    public PriorityDecision priorityOf(String application, TicketType type, Impact impact) {
        return decisions.evaluate(
                "ticketPriority",
                Map.of("application", application, "type", type.id(), "impact", impact.id()),
                PriorityDecision.class);
    }
}
