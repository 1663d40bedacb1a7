package org.vigie.platform;

import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Up when all children are ready and running; contributes to readiness as {@code platform}. */
final class PlatformHealthIndicator implements HealthIndicator {

    private final EmbeddedPlatform platform;

    PlatformHealthIndicator(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Health health() {
        Map<String, Boolean> states = platform.states();
        Health.Builder health = states.containsValue(false) ? Health.down() : Health.up();
        states.forEach((child, up) -> health.withDetail(child, up ? "up" : "down"));
        return health.build();
    }
}
