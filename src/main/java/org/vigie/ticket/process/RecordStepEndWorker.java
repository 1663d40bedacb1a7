package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import org.springframework.stereotype.Component;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/** Keeps what a person filled in at a user task of a ticket (end execution listener). */
@Component
public class RecordStepEndWorker {

    private final TicketProgress progress;
    private final TicketOwnership ownership;

    RecordStepEndWorker(TicketProgress progress, TicketOwnership ownership) {
        this.progress = progress;
        this.ownership = ownership;
    }

    @JobWorker(type = "record-step-end")
    public void recordEnd(ActivatedJob job) {
        // a form may send any variable: the ticket is that for which the task began
        StepJob.of(job)
                .map(step -> progress.ticketOfStep(job.getElementInstanceKey())
                        .filter(ticketId -> !ticketId.equals(step.ticketId()))
                        .map(ticketId -> new StepJob(ticketId, Long.toString(job.getProcessInstanceKey())))
                        .orElse(step))
                .ifPresent(step -> ownership.write(step.ticketId(), step.processOwner(), () -> {
                    progress.stepCompleted(
                            step.ticketId(),
                            TicketStep.of(job.getElementId()),
                            job.getProcessInstanceKey(),
                            job.getElementInstanceKey(),
                            new StepValues(job.getVariablesAsMap()));
                    return step;
                }));
    }
}
