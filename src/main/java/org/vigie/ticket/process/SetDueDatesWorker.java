package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.sla.SlaDecision;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.PriorityDecision;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketOwnership;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketType;

/** Turns the targets of the decision tables into due dates on the calendar of the plan. */
@Component
public class SetDueDatesWorker {

    private final TicketProgress progress;
    private final TicketDesk tickets;
    private final TicketOwnership ownership;

    SetDueDatesWorker(TicketProgress progress, TicketDesk tickets, TicketOwnership ownership) {
        this.progress = progress;
        this.tickets = tickets;
        this.ownership = ownership;
    }

    public record Input(
            String ticketId,
            String type,
            String impact,
            @Nullable List<String> labels,
            @Nullable PriorityDecision priorityDecision,
            @Nullable SlaDecision slaDecision,
            @Nullable String processOwner) {}

    /** Due dates are instants such as {@code 2026-11-20T16:30:00Z}, or null where the plan sets no target. */
    public record Output(
            String priority,
            int taskPriority,
            @Nullable String responseDue,
            @Nullable String resolutionDue) {}

    @JobWorker(type = "set-due-dates")
    public Output setDueDates(@VariablesAsType Input input) {
        if (input.priorityDecision() == null) {
            throw new HintedException(
                    "no rule of ticketPriority fits type " + input.type() + " and impact " + input.impact(),
                    "Add a rule to dmn/ticketPriority.dmn, deploy, then modify the instance in Operate.");
        }
        if (input.slaDecision() == null) {
            throw new HintedException(
                    "no rule of ticketSla fits priority "
                            + input.priorityDecision().priority(),
                    "Add a rule to dmn/ticketSla.dmn, deploy, then modify the instance in Operate.");
        }
        Ticket ticket = ownership
                .write(input.ticketId(), input.processOwner(), () -> setTargets(input))
                .orElseGet(() -> tickets.get(input.ticketId()));
        return new Output(
                ticket.priority(), ticket.taskPriority(), text(ticket.responseDue()), text(ticket.resolutionDue()));
    }

    private Ticket setTargets(Input input) {
        return progress.setTargetsOfProcess(
                input.ticketId(),
                TicketType.find(input.type()).orElseThrow(),
                Impact.find(input.impact()).orElseThrow(),
                (input.labels() == null ? List.<String>of() : input.labels())
                        .stream().map(Label::find).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet()),
                input.priorityDecision(),
                input.slaDecision());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
