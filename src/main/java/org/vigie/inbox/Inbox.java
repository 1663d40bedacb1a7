package org.vigie.inbox;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes deliveries in. */
@Service
public class Inbox {

    private final Deliveries deliveries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inbox(Deliveries deliveries, ApplicationEventPublisher events, Clock clock) {
        this.deliveries = deliveries;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a delivery; when this returns, it is committed and will be processed, also after a crash. To be called only with
     * what is authentic: what is forged must not even take a connection from the pool.
     *
     * @return false if it came before, which changes nothing
     */
    @Transactional
    public boolean take(Arrival arrival) {
        if (!deliveries.insert(arrival, clock.instant())) {
            return false;
        }
        events.publishEvent(new DeliveryAccepted(arrival.source(), arrival.id()));
        return true;
    }
}
