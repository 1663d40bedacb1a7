package org.vigie.postmortem;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What open post-mortems need of plans. */
@Component
class PostMortemPlanUses implements PlanUses {

    private static final String OPEN = """
            SELECT application, NULL AS value, count(*), min(id) AS example
              FROM post_mortem
             WHERE closed_at IS NULL
             GROUP BY application ORDER BY application
            """;

    private final JdbcClient jdbc;

    PostMortemPlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        return PlanUseRows.read(jdbc, OPEN, PlanUse.Kind.APPLICATION, "open post-mortems");
    }
}
