package org.vigie.ticket.process;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.TicketSettings;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;

/** What a ticket process knows of its ticket, as variables. */
final class TicketVariables {

    private TicketVariables() {}

    /** Those that a process starts with. */
    static Map<String, Object> of(Ticket ticket) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("ticketId", ticket.id());
        variables.put("application", ticket.application());
        variables.put("title", ticket.title());
        variables.put("description", ticket.description());
        variables.putAll(classification(ticket));
        variables.put("reporterName", ticket.reporter().name());
        variables.put("reporterEmail", ticket.reporter().email());
        return variables;
    }

    /** Who writes to the ticket from now on, how the application is called and in which language, and how long it waits for its reporter. */
    static Map<String, Object> process(long processInstanceKey, MaintenancePlan plan) {
        TicketSettings periods = plan.tickets();
        return Map.of(
                "processOwner", Long.toString(processInstanceKey),
                "applicationName", plan.name(),
                "language", plan.language().getLanguage(),
                "reporterReminder", periods.reporterReminder().toString(),
                "reporterDeadline", periods.reporterDeadline().toString(),
                "validationReminder", periods.validationReminder().toString(),
                "validationDeadline", periods.validationDeadline().toString());
    }

    static Map<String, Object> classification(Ticket ticket) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("type", ticket.type().id());
        variables.put("impact", ticket.impact().id());
        variables.put("labels", ticket.labels().stream().map(Label::id).sorted().toList());
        return variables;
    }

    /** Priority and due dates, as the step that sets the targets gives them. */
    static Map<String, @Nullable Object> targets(Ticket ticket) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(dueDates(ticket));
        variables.put("priority", ticket.priority());
        variables.put("taskPriority", ticket.taskPriority());
        return variables;
    }

    /** Due dates are instants such as {@code 2026-11-20T16:30:00Z}, or null where there is none. */
    static Map<String, @Nullable Object> dueDates(Ticket ticket) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("responseDue", text(ticket.responseDue()));
        variables.put("resolutionDue", text(ticket.resolutionDue()));
        return variables;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
