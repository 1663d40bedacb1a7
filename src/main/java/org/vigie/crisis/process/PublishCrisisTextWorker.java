package org.vigie.crisis.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.crisis.CrisisTexts;
import org.vigie.shared.HintedException;

/** Publishes a text; the task header {@code text} says whether the one that was decided on or the neutral one. */
@Component
public class PublishCrisisTextWorker {

    private final CrisisTexts texts;

    PublishCrisisTextWorker(CrisisTexts texts) {
        this.texts = texts;
    }

    /** {@code nextTextAt} is an instant; null after the neutral text, which ends no turn. */
    public record Output(@Nullable String nextTextAt) {}

    @JobWorker(type = "publish-crisis-text")
    public Output publish(@Variable String operationId, @CustomHeaders Map<String, String> headers) {
        switch (headers.getOrDefault("text", "")) {
            case "decided" -> {
                return new Output(texts.publish(operationId).toString());
            }
            case "neutral" -> {
                texts.publishNeutral(operationId);
                return new Output(null);
            }
            default ->
                throw new HintedException(
                        "the task says not which text to publish",
                        "Set its task header 'text' to decided or neutral in the diagram.");
        }
    }
}
