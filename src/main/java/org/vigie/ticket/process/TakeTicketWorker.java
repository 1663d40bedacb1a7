package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.ticket.StepPeople;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;

/** Makes whoever accepted a ticket and took it its owner. */
@Component
public class TakeTicketWorker {

    private final TicketProgress progress;
    private final TicketOwnership ownership;
    private final StepPeople people;

    TakeTicketWorker(TicketProgress progress, TicketOwnership ownership, StepPeople people) {
        this.progress = progress;
        this.ownership = ownership;
        this.people = people;
    }

    /** @param owner null if it is not known who took it: anybody of the team goes on then */
    public record Output(@Nullable String owner, @Nullable String team) {}

    @JobWorker(
            type = "take-ticket",
            fetchVariables = {"ticketId", "processOwner"})
    public Output take(ActivatedJob job) {
        return StepJob.of(job)
                .flatMap(step -> people.whoCompleted(step.ticketId(), TicketStep.QUALIFY, job.getProcessInstanceKey())
                        .flatMap(account -> take(step, account, job.getElementInstanceKey())))
                .orElse(new Output(null, null));
    }

    private Optional<Output> take(StepJob step, String account, long elementInstanceKey) {
        return ownership.write(step.ticketId(), step.processOwner(), () -> {
            String team = progress.take(step.ticketId(), account, elementInstanceKey);
            return new Output(account, team);
        });
    }
}
