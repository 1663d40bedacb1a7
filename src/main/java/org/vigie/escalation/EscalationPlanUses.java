package org.vigie.escalation;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What running escalations need of plans. */
@Component
class EscalationPlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT t.application, t.priority AS value, count(*), min(e.id) AS example
              FROM escalation e JOIN ticket t ON t.id = e.ticket_id
             WHERE e.state = 'running'
             GROUP BY t.application, t.priority ORDER BY t.application, t.priority
            """;
    private static final String CONTACTS = """
            SELECT t.application, n.contact AS value, count(*), min(e.id) AS example
              FROM escalation e
              JOIN ticket t ON t.id = e.ticket_id
              JOIN escalation_notice n ON n.escalation_id = e.id
             WHERE e.state = 'running'
             GROUP BY t.application, n.contact ORDER BY t.application, n.contact
            """;

    private final JdbcClient jdbc;

    EscalationPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        List<PlanUse> uses = new ArrayList<>();
        uses.addAll(PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.PRIORITY, "running escalations"));
        uses.addAll(PlanUseRows.read(jdbc, CONTACTS, PlanUse.Kind.CONTACT, "running escalations"));
        return uses;
    }
}
