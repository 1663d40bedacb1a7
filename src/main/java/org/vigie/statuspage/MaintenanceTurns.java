package org.vigie.statuspage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.Plans;

/** Components go into maintenance when it begins and out of it when it ends. */
@Service
public class MaintenanceTurns {

    private static final String SOURCE = "maintenance/";
    private static final Duration LOOK_BACK = Duration.ofDays(7);
    private static final String CLAIMED = """
            SELECT source || ' ' || component FROM status_claim
             WHERE application = :application AND NOT drill AND starts_with(source, 'maintenance/')
            """;

    private final StatusPages pages;
    private final MaintenanceStore maintenances;
    private final Plans plans;
    private final JdbcClient jdbc;
    private final Clock clock;

    MaintenanceTurns(StatusPages pages, MaintenanceStore maintenances, Plans plans, JdbcClient jdbc, Clock clock) {
        this.pages = pages;
        this.maintenances = maintenances;
        this.plans = plans;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Lets the components of an application follow its maintenance. Does nothing when they do already. */
    @Transactional
    public void follow(String application) {
        Instant now = clock.instant();
        Set<String> claimed = new HashSet<>(jdbc.sql(CLAIMED)
                .param("application", application)
                .query(String.class)
                .list());
        for (PlannedMaintenance maintenance : maintenances.list(application, now.minus(LOOK_BACK), 1_000)) {
            String source = SOURCE + maintenance.id();
            for (String component : maintenance.components()) {
                boolean isClaimed = claimed.contains(source + " " + component);
                boolean isKnown = plans.require(application)
                        .statusPage()
                        .component(component)
                        .isPresent();
                if (maintenance.isRunning(now) && !isClaimed && isKnown) {
                    pages.say(application, component, source, ComponentState.MAINTENANCE, maintenance.startsAt());
                } else if (!maintenance.isRunning(now) && isClaimed) {
                    Instant end = maintenance.state() == PlannedMaintenance.State.PLANNED
                            ? maintenance.endsAt()
                            : maintenance.changedAt();
                    pages.withdraw(application, component, source, end.isAfter(now) ? now : end);
                }
            }
        }
    }
}
