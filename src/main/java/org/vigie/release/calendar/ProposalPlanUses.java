package org.vigie.release.calendar;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What open release proposals need of plans. */
@Component
class ProposalPlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT application, NULL AS value, count(*), min(id) AS example
              FROM release_proposal
             WHERE closed_at IS NULL
             GROUP BY application ORDER BY application
            """;

    private final JdbcClient jdbc;

    ProposalPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.APPLICATION, "open release proposals");
    }
}
