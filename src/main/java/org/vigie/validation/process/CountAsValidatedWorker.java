package org.vigie.validation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.validation.Validation;
import org.vigie.validation.Validations;

/** Records that a correction counts as validated because nobody answered in time. */
@Component
public class CountAsValidatedWorker {

    private final Validations validations;

    CountAsValidatedWorker(Validations validations) {
        this.validations = validations;
    }

    public record Output(
            boolean validated,
            @Nullable Integer satisfaction,
            @Nullable String validationComment) {}

    @JobWorker(type = "count-as-validated")
    public Output count(@Variable String ticketId) {
        Validation.Answer counts = validations.timeOut(ticketId);
        return new Output(counts.validated(), counts.satisfaction(), counts.comment());
    }
}
