package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.plan.Plans;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketProgress;

/** Takes a closed ticket up again in the instance that was started for it. */
@Component
public class ReopenTicketWorker {

    private final TicketProgress progress;
    private final Plans plans;

    ReopenTicketWorker(TicketProgress progress, Plans plans) {
        this.progress = progress;
        this.plans = plans;
    }

    @JobWorker(type = "reopen-ticket")
    public Map<String, Object> reopen(@Variable String ticketId, @ProcessInstanceKey long processInstanceKey) {
        Ticket ticket = progress.reopen(ticketId, processInstanceKey);
        Map<String, Object> variables = new LinkedHashMap<>(TicketVariables.of(ticket));
        variables.putAll(TicketVariables.targets(ticket));
        variables.putAll(TicketVariables.process(processInstanceKey, plans.require(ticket.application())));
        return variables;
    }
}
