package org.vigie.release.delivery;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for releases that serve, until all their tickets know of it. */
@Component
class ReleaseDeliveryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseDeliveryWatch.class);

    private final ReleaseDeliveries deliveries;

    ReleaseDeliveryWatch(ReleaseDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT10S")
    @SchedulerLock(name = "release-delivery")
    void look() {
        for (String operationId : deliveries.newReleases()) {
            try {
                deliveries.deliver(operationId, deliveries.ticketsOf(operationId));
            } catch (RuntimeException e) {
                LOG.warn("the tickets of release {} cannot be looked up", operationId, e);
            }
        }
        for (String application : deliveries.notLooked()) {
            try {
                deliveries.lookBack(application);
            } catch (RuntimeException e) {
                LOG.warn("what serves of {} cannot be compared with what is awaited", application, e);
            }
        }
        deliveries.tellWaiting();
    }
}
