package org.vigie.notification.upkeep;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.plan.PlanUse;
import org.vigie.plan.PlanUseRows;
import org.vigie.plan.PlanUses;

/** What notices that wait need of plans. */
@Component
class NoticePlanUses implements PlanUses {

    private static final String CONTACTS = """
            SELECT application, contact AS value, count(*), min(key) AS example
              FROM notice
             WHERE state = 'WAITING' AND application IS NOT NULL AND contact IS NOT NULL
             GROUP BY application, contact ORDER BY application, contact
            """;
    private static final String CHANNELS = """
            SELECT application, channel AS value, count(*), min(key) AS example
              FROM notice
             WHERE state = 'WAITING' AND application IS NOT NULL
             GROUP BY application, channel ORDER BY application, channel
            """;

    private final JdbcClient jdbc;

    NoticePlanUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PlanUse> open() {
        List<PlanUse> uses = new ArrayList<>();
        uses.addAll(PlanUseRows.read(jdbc, CONTACTS, PlanUse.Kind.CONTACT, "waiting notices"));
        uses.addAll(PlanUseRows.read(jdbc, CHANNELS, PlanUse.Kind.CHANNEL, "waiting notices"));
        return uses;
    }
}
