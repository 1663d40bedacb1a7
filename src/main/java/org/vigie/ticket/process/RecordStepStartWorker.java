package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import org.springframework.stereotype.Component;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/** Notes that a user task of a ticket has become active (start execution listener). */
@Component
public class RecordStepStartWorker {

    private final TicketProgress progress;

    RecordStepStartWorker(TicketProgress progress) {
        this.progress = progress;
    }

    @JobWorker(type = "record-step-start", fetchVariables = "ticketId")
    public void recordStart(ActivatedJob job) {
        Object ticketId = job.getVariablesAsMap().get("ticketId");
        // a request that is corrected before its registration has no ticket yet
        if (ticketId != null) {
            progress.stepStarted(ticketId.toString(), TicketStep.of(job.getElementId()), job.getElementInstanceKey());
        }
    }
}
