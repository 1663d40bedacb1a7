package org.vigie.sla;

import org.jspecify.annotations.Nullable;
import org.vigie.sla.clock.SlaTarget;

/** What the table {@code ticketSla} says: a target for taking up and one for correcting. */
public record SlaDecision(
        @Nullable Long responseAmount,
        @Nullable String responseUnit,
        String responseClock,
        @Nullable Long resolutionAmount,
        @Nullable String resolutionUnit,
        String resolutionClock) {

    /** Until when somebody has to take the ticket up. */
    public SlaTarget response() {
        return SlaTarget.of(responseAmount, responseUnit, responseClock);
    }

    /** Until when the correction has to be there. */
    public SlaTarget resolution() {
        return SlaTarget.of(resolutionAmount, resolutionUnit, resolutionClock);
    }
}
