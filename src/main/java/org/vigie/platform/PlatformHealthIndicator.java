package org.vigie.platform;

import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.vigie.platform.display.DisplayWatch;
import org.vigie.platform.display.Standstill;

/**
 * Up when all children are ready and running, and what Operate and Tasklist show keeps up; contributes to readiness as
 * {@code platform}.
 */
final class PlatformHealthIndicator implements HealthIndicator {

    private final EmbeddedPlatform platform;

    PlatformHealthIndicator(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Health health() {
        Map<String, Boolean> states = platform.states();
        List<Standstill> standing =
                platform.displayWatch().map(DisplayWatch::standing).orElse(List.of());
        Health.Builder health = states.containsValue(false) || !standing.isEmpty() ? Health.down() : Health.up();
        states.forEach((child, up) -> health.withDetail(child, up ? "up" : "down"));
        standing.forEach(still -> health.withDetail(
                still.part() + " reads", "nothing since " + still.since() + " (" + still.detail() + ")"));
        return health.build();
    }
}
