package org.vigie.escalation.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.escalation.EscalationSteps;
import org.vigie.shared.HintedException;

/**
 * Tells people of an escalation; the task header {@code message} says whether those of the step are asked to acknowledge
 * ({@code step}) or everybody is told that nobody did ({@code unacknowledged}).
 */
@Component
public class NotifyContactWorker {

    private final EscalationSteps steps;

    NotifyContactWorker(EscalationSteps steps) {
        this.steps = steps;
    }

    public record Input(String escalationId, int step, String notifyAt) {}

    @JobWorker(type = "notify-contact")
    public void notifyContact(@VariablesAsType Input input, @CustomHeaders Map<String, String> headers) {
        Instant at = Instant.parse(input.notifyAt());
        switch (headers.getOrDefault("message", "")) {
            case "step" -> steps.tell(input.escalationId(), input.step(), at);
            case "unacknowledged" -> steps.tellEverybody(input.escalationId(), input.step(), at);
            default ->
                throw new HintedException(
                        "the task says not which message to send",
                        "Set its task header 'message' to step or unacknowledged in the diagram.");
        }
    }
}
