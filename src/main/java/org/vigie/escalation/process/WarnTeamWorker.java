package org.vigie.escalation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.springframework.stereotype.Component;
import org.vigie.escalation.SlaWarnings;
import org.vigie.sla.TargetKind;

/** Warns the owner and the team of a ticket that a target will soon be used up. */
@Component
public class WarnTeamWorker {

    private final SlaWarnings warnings;

    WarnTeamWorker(SlaWarnings warnings) {
        this.warnings = warnings;
    }

    public record Input(String ticketId, String target) {}

    @JobWorker(type = "warn-team")
    public void warn(@VariablesAsType Input input) {
        warnings.warn(input.ticketId(), TargetKind.parse(input.target()));
    }
}
