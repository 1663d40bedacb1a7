package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Who is told when a target of a priority is about to be missed, one after the other until somebody acknowledges.
 *
 * @param steps at least one, in order
 * @param repeat how often the whole chain runs again after its first run; 0: never
 * @param critical whether quiet hours are broken
 */
public record EscalationChain(List<Step> steps, int repeat, boolean critical) {

    public EscalationChain {
        steps = List.copyOf(steps);
    }

    /**
     * One message and the time to wait for an answer to it.
     *
     * @param recipient id of a contact or name of a role; see {@link MaintenancePlan#recipients(Step)}
     * @param channel id of one of the plan's channels
     * @param waitFor time until the next step, or until the next run after the last step
     */
    public record Step(
            @JsonProperty("notify") String recipient,
            String channel,
            @JsonProperty("wait") PlanDuration waitFor) {}
}
