package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.sla.SlaDecision;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.PriorityDecision;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketType;

/** Turns the targets of the decision tables into due dates on the calendar of the plan. */
@Component
public class SetDueDatesWorker {

    private final TicketProgress progress;

    SetDueDatesWorker(TicketProgress progress) {
        this.progress = progress;
    }

    public record Input(
            String ticketId,
            String type,
            String impact,
            @Nullable List<String> labels,
            @Nullable PriorityDecision priorityDecision,
            @Nullable SlaDecision slaDecision) {}

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
        Ticket ticket = progress.setTargets(
                input.ticketId(),
                TicketType.find(input.type()).orElseThrow(),
                Impact.find(input.impact()).orElseThrow(),
                (input.labels() == null ? List.<String>of() : input.labels())
                        .stream()
                                .map(Label::find)
                                .flatMap(java.util.Optional::stream)
                                .collect(Collectors.toUnmodifiableSet()),
                input.priorityDecision(),
                input.slaDecision());
        return new Output(
                ticket.priority(), ticket.taskPriority(), text(ticket.responseDue()), text(ticket.resolutionDue()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
