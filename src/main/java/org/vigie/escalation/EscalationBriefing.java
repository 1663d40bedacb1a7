package org.vigie.escalation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** What the process of an escalation and the form in Tasklist show. */
@Component
public class EscalationBriefing {

    private final Escalations escalations;
    private final TicketDesk tickets;
    private final Plans plans;

    EscalationBriefing(Escalations escalations, TicketDesk tickets, Plans plans) {
        this.escalations = escalations;
        this.tickets = tickets;
        this.plans = plans;
    }

    /** The variables that the process starts with. */
    public Map<String, Object> of(String escalationId) {
        Escalation escalation = escalations.require(escalationId);
        Ticket ticket = tickets.get(escalation.ticketId());
        MaintenancePlan plan = plans.require(ticket.application());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("escalationId", escalationId);
        variables.put("ticketId", ticket.id());
        variables.put("target", escalation.target().code());
        variables.put("application", ticket.application());
        variables.put("applicationName", plan.name());
        variables.put("title", ticket.title());
        variables.put("priority", ticket.priority());
        variables.put("team", Team.of(ticket, plan).group());
        variables.put(
                "acknowledgeWithin",
                plan.escalationOf(ticket.priority())
                        .map(EscalationChain::steps)
                        .map(steps -> steps.getFirst().waitFor())
                        .map(PlanDuration::toString)
                        .orElse("PT1H"));
        return variables;
    }
}
