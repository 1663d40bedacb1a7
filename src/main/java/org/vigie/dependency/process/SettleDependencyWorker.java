package org.vigie.dependency.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.dependency.Dependencies;

/** Keeps that the process has heard of the end of its ticket. */
@Component
public class SettleDependencyWorker {

    private final Dependencies dependencies;

    SettleDependencyWorker(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @JobWorker(type = "settle-dependency")
    public void settle(@Variable String findingId) {
        dependencies.heard(findingId);
    }
}
