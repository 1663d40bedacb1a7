package org.vigie.change.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeGate;

/** Fills in the form of the review with what trackers have told. */
@Component
public class CollectEvidenceWorker {

    private final ChangeGate gate;

    CollectEvidenceWorker(ChangeGate gate) {
        this.gate = gate;
    }

    public record Input(
            String ticketId,
            @Nullable String pullRequest,
            @Nullable BigDecimal coverageBefore) {}

    @JobWorker(type = "collect-evidence")
    public ChangeGate.Draft collect(@VariablesAsType Input input) {
        return gate.prepare(input.ticketId(), input.pullRequest(), input.coverageBefore());
    }
}
