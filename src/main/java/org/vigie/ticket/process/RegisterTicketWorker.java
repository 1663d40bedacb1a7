package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.InvalidFieldException;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** Binds a process instance to its ticket; creates the ticket if the instance was started from the form. */
@Component
public class RegisterTicketWorker {

    private final TicketIntake intake;
    private final TicketProgress progress;
    private final TicketDesk tickets;
    private final Plans plans;
    private final EngineEpoch epoch;

    RegisterTicketWorker(
            TicketIntake intake, TicketProgress progress, TicketDesk tickets, Plans plans, EngineEpoch epoch) {
        this.intake = intake;
        this.progress = progress;
        this.tickets = tickets;
        this.plans = plans;
        this.epoch = epoch;
    }

    /** The fields of the form, or a ticket's id; anything can be missing when the form is not used. */
    public record Input(
            @Nullable String ticketId,
            @Nullable String application,
            @Nullable String title,
            @Nullable String description,
            @Nullable String type,
            @Nullable String impact,
            @Nullable List<String> labels,
            @Nullable String reporterName,
            @Nullable String reporterEmail) {}

    @JobWorker(type = "register-ticket")
    public Map<String, Object> register(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        Ticket ticket = input.ticketId() == null ? create(input, processInstanceKey) : claim(input, processInstanceKey);
        MaintenancePlan plan = plans.require(ticket.application());
        Map<String, Object> variables = new LinkedHashMap<>(TicketVariables.of(ticket));
        variables.putAll(TicketVariables.process(processInstanceKey, plan));
        return variables;
    }

    private Ticket claim(Input input, long processInstanceKey) {
        boolean claimed = progress.claim(input.ticketId(), processInstanceKey);
        // read afterwards: up to its claim nobody tells the process what changes
        Ticket ticket = tickets.get(input.ticketId());
        if (!claimed) {
            throw CamundaError.bpmnError(
                    "TICKET_ALREADY_RUNNING",
                    "process instance " + ticket.processInstanceKey() + " works on ticket " + ticket.id());
        }
        return ticket;
    }

    private Ticket create(Input input, long processInstanceKey) {
        try {
            return intake.createFor(
                    processInstanceKey, request(input, "process/" + epoch.current() + "/" + processInstanceKey));
        } catch (InvalidFieldException e) {
            String reason = e.field() + " " + e.fact() + ". " + e.hint();
            throw CamundaError.bpmnError("TICKET_INVALID", reason, Map.of("refusalReason", reason));
        }
    }

    private static NewTicket request(Input input, String requestKey) {
        return new NewTicket(
                required("application", input.application()),
                required("title", input.title()),
                input.description() == null ? "" : input.description(),
                TicketType.find(required("type", input.type())).orElseThrow(() -> unknown("type", TicketType.values())),
                Impact.find(required("impact", input.impact())).orElseThrow(() -> unknown("impact", Impact.values())),
                labels(input.labels()),
                new Reporter(
                        required("reporterName", input.reporterName()),
                        required("reporterEmail", input.reporterEmail())),
                TicketSource.TASKLIST,
                requestKey);
    }

    private static Set<Label> labels(@Nullable List<String> labels) {
        return labels == null
                ? Set.of()
                : labels.stream()
                        .map(label -> Label.find(label).orElseThrow(() -> unknown("labels", Label.values())))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidFieldException(field, "is missing", "Fill it in.");
        }
        return value;
    }

    private static InvalidFieldException unknown(String field, Object[] allowed) {
        return new InvalidFieldException(field, "has an unknown value", "Allowed are " + List.of(allowed) + ".");
    }
}
