package org.vigie.preventive;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What open runs of the preventive calendar need of plans. */
@Component
class PreventivePlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT application, NULL AS value, count(*), min(id) AS example
              FROM preventive_run
             WHERE closed_at IS NULL
             GROUP BY application ORDER BY application
            """;

    private final JdbcClient jdbc;

    PreventivePlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.APPLICATION, "open preventive maintenance");
    }
}
