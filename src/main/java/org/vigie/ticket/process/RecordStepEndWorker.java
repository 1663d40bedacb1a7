package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        Map<String, Object> values = job.getVariablesAsMap();
        if (values.get("ticketId") != null) {
            String ticketId = values.get("ticketId").toString();
            ownership.write(ticketId, owner(values), () -> {
                progress.stepCompleted(
                        ticketId,
                        TicketStep.of(job.getElementId()),
                        job.getElementInstanceKey(),
                        new StepValues(values));
                return ticketId;
            });
        }
    }

    private static @Nullable String owner(Map<String, Object> variables) {
        Object owner = variables.get("processOwner");
        return owner == null ? null : owner.toString();
    }
}
