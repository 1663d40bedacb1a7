package org.vigie.trouble;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many troubles are open. Never down: Vigie works though somebody has to look at something. */
@Component
class TroublesHealthIndicator implements HealthIndicator {

    private final Troubles troubles;

    TroublesHealthIndicator(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("open", troubles.countOpen()).build();
        } catch (DataAccessException e) {
            return Health.unknown().build();
        }
    }
}
