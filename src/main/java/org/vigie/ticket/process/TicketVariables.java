package org.vigie.ticket.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;

/** The variables that a ticket process starts with. */
final class TicketVariables {

    private TicketVariables() {}

    static Map<String, Object> of(Ticket ticket) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("ticketId", ticket.id());
        variables.put("application", ticket.application());
        variables.put("title", ticket.title());
        variables.put("description", ticket.description());
        variables.put("type", ticket.type().id());
        variables.put("impact", ticket.impact().id());
        variables.put("labels", ticket.labels().stream().map(Label::id).sorted().toList());
        variables.put("reporterName", ticket.reporter().name());
        variables.put("reporterEmail", ticket.reporter().email());
        return variables;
    }
}
