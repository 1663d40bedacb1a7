package org.vigie.sla;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What running clocks need of plans. */
@Component
class ClockPlanUses implements PlanUses {

    private static final String CLOCKS = """
            SELECT application, NULL AS value, count(*), min(ticket_id) AS example
              FROM sla_clock
             WHERE state <> 'stopped'
             GROUP BY application ORDER BY application
            """;

    private final JdbcClient jdbc;

    ClockPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, CLOCKS, PlanUse.Kind.APPLICATION, "running clocks");
    }
}
