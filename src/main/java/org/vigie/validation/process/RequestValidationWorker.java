package org.vigie.validation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.validation.ValidationLinks;

/** Asks the reporter whether the correction holds. */
@Component
public class RequestValidationWorker {

    private final ValidationLinks links;

    RequestValidationWorker(ValidationLinks links) {
        this.links = links;
    }

    public record Input(String ticketId, @Nullable String summary) {}

    @JobWorker(type = "request-validation")
    public void request(@VariablesAsType Input input) {
        links.ask(input.ticketId(), input.summary() == null ? "" : input.summary());
    }
}
