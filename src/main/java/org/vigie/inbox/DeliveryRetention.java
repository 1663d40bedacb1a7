package org.vigie.inbox;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what processed deliveries said, which may name people; that they came is kept for good. */
@Component
class DeliveryRetention {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Deliveries deliveries;
    private final Clock clock;

    DeliveryRetention(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedRateString = "PT6H")
    @SchedulerLock(name = "delivery-retention")
    void dropOldPayloads() {
        deliveries.dropPayloadsProcessedBefore(clock.instant().minus(KEPT));
    }
}
