package org.vigie.release.process;

import io.camunda.client.exception.CamundaError;
import java.util.Map;
import java.util.function.Supplier;
import org.vigie.release.deployment.ReleaseFailedException;

/** What the process is told when a release or a rollback cannot go on. */
final class ReleaseErrors {

    private ReleaseErrors() {}

    /** A failure becomes the BPMN error RELEASE_FAILED with its cause and outcome. */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (ReleaseFailedException e) {
            throw failed(e.code(), e.fact());
        }
    }

    static RuntimeException failed(String cause, String outcome) {
        return CamundaError.bpmnError("RELEASE_FAILED", outcome, Map.of("cause", cause, "outcome", outcome));
    }
}
