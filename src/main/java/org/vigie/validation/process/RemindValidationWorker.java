package org.vigie.validation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.validation.ValidationLinks;

/** Reminds the reporter that a validation is open. */
@Component
public class RemindValidationWorker {

    private final ValidationLinks links;

    RemindValidationWorker(ValidationLinks links) {
        this.links = links;
    }

    public record Input(String ticketId, @Nullable String summary) {}

    @JobWorker(type = "remind-validation")
    public void remind(@VariablesAsType Input input) {
        links.remind(input.ticketId(), input.summary() == null ? "" : input.summary());
    }
}
