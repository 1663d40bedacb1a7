package org.vigie.engine.event;

import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers events again that their listeners could not finish, for instance while the engine was down or because Vigie was
 * stopped. One that cannot be read is put in quarantine: the registry would not get past it.
 */
@Component
class EventRedelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EventRedelivery.class);

    private final IncompleteEventPublications publications;
    private final EventDelivery delivery;
    private final DueEvents events;
    private final EventQuarantine quarantine;

    EventRedelivery(
            IncompleteEventPublications publications,
            EventDelivery delivery,
            DueEvents events,
            EventQuarantine quarantine) {
        this.publications = publications;
        this.delivery = delivery;
        this.events = events;
        this.quarantine = quarantine;
    }

    /** What the last run left: not before everything is up that the listeners need. */
    @EventListener
    void deliverWhatIsLeft(ApplicationReadyEvent event) {
        deliverAgain();
    }

    /** Not while events still wait for a thread here: they would be delivered twice. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void deliverAgain() {
        if (!delivery.hasCaughtUp()) {
            return;
        }
        Set<UUID> due = events.claim();
        if (!due.isEmpty()) {
            publications.resubmitIncompletePublications(
                    publication -> due.contains(publication.getIdentifier()) && isReadable(publication));
        }
    }

    private boolean isReadable(EventPublication publication) {
        try {
            publication.getEvent();
            return true;
        } catch (RuntimeException e) {
            LOG.error("event {} cannot be read and is not delivered", publication.getIdentifier(), e);
            quarantine.put(publication.getIdentifier(), String.valueOf(e.getCause() == null ? e : e.getCause()));
            return false;
        }
    }
}
