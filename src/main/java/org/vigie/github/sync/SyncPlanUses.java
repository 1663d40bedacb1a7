package org.vigie.github.sync;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What waits to be brought up to date on GitHub. */
@Component
class SyncPlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT application, NULL AS value, count(*), min(subject) AS example
              FROM github_sync
             WHERE requested > done
             GROUP BY application ORDER BY application
            """;

    private final JdbcClient jdbc;

    SyncPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.APPLICATION, "issues to be brought up to date");
    }
}
