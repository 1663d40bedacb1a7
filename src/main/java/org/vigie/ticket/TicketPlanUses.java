package org.vigie.ticket;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What open tickets need of plans. */
@Component
class TicketPlanUses implements PlanUses {

    private static final String PRIORITIES = """
            SELECT application, priority AS value, count(*), min(id) AS example
              FROM ticket
             WHERE closed_at IS NULL
             GROUP BY application, priority ORDER BY application, priority
            """;

    private final JdbcClient jdbc;

    TicketPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, PRIORITIES, PlanUse.Kind.PRIORITY, "open tickets");
    }
}
