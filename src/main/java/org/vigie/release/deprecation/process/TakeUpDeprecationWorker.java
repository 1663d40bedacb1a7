package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.exception.CamundaError;
import org.springframework.stereotype.Component;
import org.vigie.release.deprecation.Deprecations;

/** Binds a process instance to its deprecation. */
@Component
public class TakeUpDeprecationWorker {

    private final Deprecations deprecations;

    TakeUpDeprecationWorker(Deprecations deprecations) {
        this.deprecations = deprecations;
    }

    public record Output(String application) {}

    @JobWorker(type = "take-up-deprecation")
    public Output takeUp(@Variable String deprecationId, @ProcessInstanceKey long processInstanceKey) {
        return deprecations
                .begin(deprecationId, processInstanceKey)
                .map(deprecation -> new Output(deprecation.application()))
                .orElseThrow(() -> CamundaError.bpmnError(
                        "DEPRECATION_OVER", "another process instance carries it out, or it is over"));
    }
}
