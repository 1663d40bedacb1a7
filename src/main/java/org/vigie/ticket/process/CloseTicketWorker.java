package org.vigie.ticket.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.Sentences;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;

/** Closes a ticket, which tells its reporter; the task header {@code outcome} says how it ended. */
@Component
public class CloseTicketWorker {

    private final TicketProgress progress;
    private final TicketOwnership ownership;

    CloseTicketWorker(TicketProgress progress, TicketOwnership ownership) {
        this.progress = progress;
        this.ownership = ownership;
    }

    public record Input(
            String ticketId,
            @Nullable String reason,
            @Nullable String processOwner,
            @Nullable String language) {}

    public record Output(String outcome) {}

    @JobWorker(type = "close-ticket")
    public Output close(@VariablesAsType Input input, @CustomHeaders Map<String, String> headers) {
        TicketStatus outcome = TicketStatus.of(headers.getOrDefault("outcome", TicketStatus.RESOLVED.id()));
        String reason = input.reason() == null ? "" : input.reason();
        if (outcome == TicketStatus.DUPLICATE) {
            ownership
                    .write(input.ticketId(), input.processOwner(), () -> progress.duplicateProblem(input.ticketId()))
                    .flatMap(problem -> problem)
                    .ifPresent(problem -> {
                        throw CamundaError.bpmnError(
                                "DUPLICATE_INVALID",
                                problem,
                                Map.of(
                                        "duplicateProblem",
                                        Sentences.in(input.language()).say(problem)));
                    });
        }
        ownership.write(
                input.ticketId(), input.processOwner(), () -> progress.close(input.ticketId(), outcome, reason));
        return new Output(outcome.id());
    }
}
