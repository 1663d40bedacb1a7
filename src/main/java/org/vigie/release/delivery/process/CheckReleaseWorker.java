package org.vigie.release.delivery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.release.delivery.ReleaseDeliveries;

/** Says whether a ticket whose change is merged waits for the release that brings it. */
@Component
public class CheckReleaseWorker {

    private final ReleaseDeliveries deliveries;

    CheckReleaseWorker(ReleaseDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    public record Input(String ticketId, @Nullable String mergeCommit) {}

    public record Output(boolean awaitsRelease) {}

    @JobWorker(type = "check-release")
    public Output check(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        return new Output(deliveries.await(input.ticketId(), processInstanceKey, input.mergeCommit()));
    }
}
