package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.ticket.TaskUrgency;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/**
 * Notes that a user task of a ticket becomes active (start execution listener), and gives it the due dates and priority of
 * this moment: those in the process are of the last qualification.
 */
@Component
public class RecordStepStartWorker {

    private final TicketProgress progress;
    private final TicketOwnership ownership;

    RecordStepStartWorker(TicketProgress progress, TicketOwnership ownership) {
        this.progress = progress;
        this.ownership = ownership;
    }

    @JobWorker(
            type = "record-step-start",
            fetchVariables = {"ticketId", "processOwner"})
    public Map<String, Object> recordStart(ActivatedJob job) {
        return StepJob.of(job)
                .flatMap(step ->
                        ownership.write(step.ticketId(), step.processOwner(), () -> start(step.ticketId(), job)))
                .orElse(Map.of());
    }

    private Map<String, Object> start(String ticketId, ActivatedJob job) {
        TaskUrgency urgency =
                progress.stepStarted(ticketId, TicketStep.of(job.getElementId()), job.getElementInstanceKey());
        Map<String, Object> local = new HashMap<>();
        local.put("responseDue", text(urgency.responseDue()));
        local.put("resolutionDue", text(urgency.resolutionDue()));
        local.put("taskPriority", urgency.taskPriority());
        return local;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
