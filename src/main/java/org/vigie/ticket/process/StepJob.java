package org.vigie.ticket.process;

import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job of a listener at a user task.
 *
 * @param processOwner the instance that works on the ticket; null in one that began before owners were passed on
 */
record StepJob(String ticketId, @Nullable String processOwner) {

    /** Empty for a request that is corrected before its registration: it has no ticket yet. */
    static Optional<StepJob> of(ActivatedJob job) {
        Map<String, Object> variables = job.getVariablesAsMap();
        return text(variables, "ticketId")
                .map(ticketId ->
                        new StepJob(ticketId, text(variables, "processOwner").orElse(null)));
    }

    private static Optional<String> text(Map<String, Object> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(Object::toString);
    }
}
