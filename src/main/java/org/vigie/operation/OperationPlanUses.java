package org.vigie.operation;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What operations that are under way need of plans. */
@Component
class OperationPlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT application, NULL AS value, count(*), min(id) AS example
              FROM operation
             WHERE ended_at IS NULL
             GROUP BY application ORDER BY application
            """;
    private static final String DATABASES = """
            SELECT application, split_part(resource, '/', 2) AS value, count(*), min(holder) AS example
              FROM target_lock
             WHERE holder IS NOT NULL AND resource LIKE 'database/%'
             GROUP BY application, resource ORDER BY application, resource
            """;

    private final JdbcClient jdbc;

    OperationPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        List<PlanUse> uses = new ArrayList<>();
        uses.addAll(PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.APPLICATION, "open operations"));
        uses.addAll(PlanUseRows.read(jdbc, DATABASES, PlanUse.Kind.DATABASE, "open operations"));
        return uses;
    }
}
