package org.vigie.escalation;

import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterCommit;
import org.vigie.sla.SlaClockChanged;

/** Ends escalations whose promise was met, given up or moved. */
@Component
class EscalationReview {

    private final Escalations escalations;

    EscalationReview(Escalations escalations) {
        this.escalations = escalations;
    }

    // a clock that has just started cannot have been escalated
    @AfterCommit(
            id = "escalation.review",
            former = "org.vigie.escalation.EscalationReview.on(org.vigie.sla.SlaClockChanged)",
            condition = "#event.revision() > 1")
    void on(SlaClockChanged event) {
        escalations.review(event.ticketId(), event.target());
    }
}
