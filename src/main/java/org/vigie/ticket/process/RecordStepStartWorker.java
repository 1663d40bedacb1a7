package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.Sentences;
import org.vigie.ticket.StepPeople;
import org.vigie.ticket.TaskUrgency;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/**
 * Notes that a user task of a ticket becomes active (start execution listener), and gives it the due dates and priority of
 * this moment: those in the process are of the last qualification. Also who goes on with it, and what its form lets people choose from.
 */
@Component
public class RecordStepStartWorker {

    private final TicketProgress progress;
    private final TicketOwnership ownership;
    private final StepPeople people;
    private final FormChoices choices;

    RecordStepStartWorker(TicketProgress progress, TicketOwnership ownership, StepPeople people, FormChoices choices) {
        this.progress = progress;
        this.ownership = ownership;
        this.people = people;
        this.choices = choices;
    }

    @JobWorker(
            type = "record-step-start",
            fetchVariables = {"ticketId", "processOwner", "application", "language", "gateFindings"})
    public Map<String, Object> recordStart(ActivatedJob job) {
        TicketStep step = TicketStep.of(job.getElementId());
        return StepJob.of(job)
                .flatMap(at -> {
                    // looked up before: the index is asked outside of a transaction
                    Optional<String> goesOn = people.whoGoesOn(at.ticketId(), step, job.getProcessInstanceKey());
                    return ownership.write(
                            at.ticketId(), at.processOwner(), () -> start(at.ticketId(), step, goesOn, job));
                })
                .orElse(Map.of());
    }

    private Map<String, Object> start(String ticketId, TicketStep step, Optional<String> goesOn, ActivatedJob job) {
        TaskUrgency urgency = progress.stepStarted(ticketId, step, job.getElementInstanceKey());
        Map<String, Object> local = new HashMap<>(choices.of(
                step,
                String.valueOf(job.getVariablesAsMap().get("application")),
                goesOn.stream().toList()));
        gateFindings(job.getVariablesAsMap()).ifPresent(findings -> local.put("gateFindings", findings));
        local.put("goesOn", goesOn.orElse(null));
        local.put("responseDue", text(urgency.responseDue()));
        local.put("resolutionDue", text(urgency.resolutionDue()));
        local.put("taskPriority", urgency.taskPriority());
        return local;
    }

    /** What the gate said of the last try, in the language of the form; the table says it in English. */
    private static Optional<List<String>> gateFindings(Map<String, Object> variables) {
        Object language = variables.get("language");
        return variables.get("gateFindings") instanceof List<?> findings
                ? Optional.of(Sentences.in(language == null ? null : language.toString())
                        .say(findings.stream().map(String::valueOf).toList()))
                : Optional.empty();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
