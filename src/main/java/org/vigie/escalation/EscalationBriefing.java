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
class EscalationBriefing {

    private final TicketDesk tickets;
    private final Plans plans;

    EscalationBriefing(TicketDesk tickets, Plans plans) {
        this.tickets = tickets;
        this.plans = plans;
    }

    /** The variables that the process starts with; fewer if the plan is gone, which the process then stumbles over. */
    Map<String, Object> of(Escalation escalation) {
        Ticket ticket = tickets.get(escalation.ticketId());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("escalationId", escalation.id());
        variables.put("ticketId", ticket.id());
        variables.put("target", escalation.target().code());
        variables.put("application", ticket.application());
        variables.put("title", ticket.title());
        variables.put("priority", ticket.priority());
        plans.find(ticket.application()).ifPresent(plan -> addPlanned(variables, ticket, plan));
        return variables;
    }

    private static void addPlanned(Map<String, Object> variables, Ticket ticket, MaintenancePlan plan) {
        variables.put("applicationName", plan.name());
        variables.put("language", plan.language().getLanguage());
        variables.put("team", Team.of(ticket, plan).group());
        variables.put(
                "acknowledgeWithin",
                plan.escalationOf(ticket.priority())
                        .map(EscalationChain::steps)
                        .map(steps -> steps.getFirst().waitFor())
                        .map(PlanDuration::toString)
                        .orElse("PT1H"));
    }
}
