package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/** Keeps what a person filled in at a user task of a ticket (end execution listener). */
@Component
public class RecordStepEndWorker {

    private final TicketProgress progress;

    RecordStepEndWorker(TicketProgress progress) {
        this.progress = progress;
    }

    @JobWorker(type = "record-step-end")
    public void recordEnd(ActivatedJob job) {
        Map<String, Object> values = job.getVariablesAsMap();
        if (values.get("ticketId") != null) {
            progress.stepCompleted(
                    values.get("ticketId").toString(),
                    TicketStep.of(job.getElementId()),
                    job.getElementInstanceKey(),
                    new StepValues(values));
        }
    }
}
