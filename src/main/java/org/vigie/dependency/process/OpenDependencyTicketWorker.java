package org.vigie.dependency.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.dependency.Dependencies;

/** Opens the ticket of a finding with the due date that the table {@code dependencyPolicy} sets. */
@Component
public class OpenDependencyTicketWorker {

    private final Dependencies dependencies;

    OpenDependencyTicketWorker(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    public record Input(String findingId, Policy policy) {}

    /** What the table says. */
    public record Policy(String urgency, String within, String impact) {}

    /** @param ticketId null: it is over or carried out elsewhere */
    public record Output(
            @Nullable String ticketId, @Nullable String dueAt) {}

    @JobWorker(type = "open-dependency-ticket")
    public Output open(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        Policy policy = input.policy();
        return dependencies
                .open(input.findingId(), processInstanceKey, policy.urgency(), policy.within(), policy.impact())
                .map(finding -> new Output(
                        finding.ticketId(),
                        Objects.requireNonNull(finding.dueAt()).toString()))
                .orElseGet(() -> new Output(null, null));
    }
}
