package org.vigie.dependency.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.dependency.Dependencies;

/** Tells those who lead that a finding was not mended in time. */
@Component
public class TellOverdueDependencyWorker {

    private final Dependencies dependencies;

    TellOverdueDependencyWorker(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @JobWorker(type = "tell-overdue-dependency")
    public void tell(@Variable String findingId) {
        dependencies.overdue(findingId);
    }
}
