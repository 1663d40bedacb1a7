package org.vigie.engine;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Delivers events again that their listeners could not finish, for instance while the engine was down. */
@Component
class EventRedelivery {

    private static final Duration YOUNGEST = Duration.ofSeconds(15);

    private final IncompleteEventPublications publications;
    private final EventDelivery delivery;

    EventRedelivery(IncompleteEventPublications publications, EventDelivery delivery) {
        this.publications = publications;
        this.delivery = delivery;
    }

    /** What the last run left: not before everything is up that the listeners need. */
    @EventListener
    void deliverWhatIsLeft(ApplicationReadyEvent event) {
        publications.resubmitIncompletePublications(publication -> true);
    }

    /** An event that still waits for its first delivery is not incomplete, only late. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void deliverAgain() {
        if (delivery.hasCaughtUp()) {
            publications.resubmitIncompletePublicationsOlderThan(YOUNGEST);
        }
    }
}
