package org.vigie.escalation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.springframework.stereotype.Component;
import org.vigie.escalation.Escalations;
import org.vigie.sla.TargetKind;

/** Escalates the breach of a target; the process {@code escalation} starts after commit. */
@Component
public class StartEscalationWorker {

    private final Escalations escalations;

    StartEscalationWorker(Escalations escalations) {
        this.escalations = escalations;
    }

    public record Input(String ticketId, String target) {}

    @JobWorker(type = "start-escalation")
    public void start(@VariablesAsType Input input) {
        escalations.start(input.ticketId(), TargetKind.parse(input.target()));
    }
}
