package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.release.deprecation.DeprecationDesk;

/** Tells users of an announcement, or again at a time of the plan. */
@Component
public class TellDeprecationWorker {

    private final DeprecationDesk desk;

    TellDeprecationWorker(DeprecationDesk desk) {
        this.desk = desk;
    }

    /** @param nextAt when the notice was due; null for the announcement itself */
    public record Input(String deprecationId, @Nullable String nextAt) {}

    @JobWorker(type = "tell-deprecation")
    public void tell(@VariablesAsType Input input) {
        if (input.nextAt() == null) {
            desk.tellAnnounced(input.deprecationId());
        } else {
            desk.remind(input.deprecationId(), Instant.parse(input.nextAt()));
        }
    }
}
