package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.exception.CamundaError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.Sentences;
import org.vigie.shared.value.MailAddress;
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
    private final FormChoices choices;
    private final EngineEpoch epoch;

    RegisterTicketWorker(
            TicketIntake intake,
            TicketProgress progress,
            TicketDesk tickets,
            Plans plans,
            FormChoices choices,
            EngineEpoch epoch) {
        this.intake = intake;
        this.progress = progress;
        this.tickets = tickets;
        this.plans = plans;
        this.choices = choices;
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
            String reason = e.field() + " " + e.sentences();
            Map<String, Object> form = new LinkedHashMap<>(choices.ofRequest(input.application()));
            form.put(
                    "refusalReason", Sentences.in((String) form.get("language")).say(reason));
            throw CamundaError.bpmnError("TICKET_INVALID", reason, form);
        }
    }

    private static NewTicket request(Input input, String requestKey) {
        return new NewTicket(
                required("application", input.application()),
                required("title", input.title()),
                input.description() == null ? "" : input.description(),
                type(input),
                Impact.find(required("impact", input.impact())).orElseThrow(() -> unknown("impact", Impact.values())),
                labels(input.labels()),
                new Reporter(reporterName(input), required("reporterEmail", input.reporterEmail())),
                TicketSource.TASKLIST,
                requestKey);
    }

    /** Of camille.durand@example.org, if nobody says another: Camille Durand. */
    private static String reporterName(Input input) {
        String name = input.reporterName();
        if (name != null && !name.isBlank()) {
            return name;
        }
        return Optional.ofNullable(input.reporterEmail())
                .flatMap(MailAddress::find)
                .map(address -> Arrays.stream(address.text()
                                .substring(0, address.text().lastIndexOf('@'))
                                .split("[^A-Za-z0-9]+"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                        .collect(Collectors.joining(" ")))
                .filter(made -> !made.isEmpty())
                .orElseGet(() -> required("reporterName", name));
    }

    /** Who does not say it leaves it to qualification: a correction, or for an improvement an evolution. */
    private static TicketType type(Input input) {
        if (input.type() == null || input.type().isBlank()) {
            return Impact.IMPROVEMENT.id().equals(input.impact()) ? TicketType.EVOLUTIVE : TicketType.CORRECTIVE;
        }
        return TicketType.find(input.type()).orElseThrow(() -> unknown("type", TicketType.values()));
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
