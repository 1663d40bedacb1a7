package org.vigie.engine.event;

import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers events again that their listeners could not finish, for instance while the engine was down or because Vigie was
 * stopped. One that cannot be read, or that nobody listens to any more, is put in quarantine.
 */
@Component
class EventRedelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EventRedelivery.class);

    private final IncompleteEventPublications publications;
    private final EventPublications rows;
    private final EventDelivery delivery;
    private final DueEvents events;
    private final EventQuarantine quarantine;

    EventRedelivery(
            IncompleteEventPublications publications,
            EventPublications rows,
            EventDelivery delivery,
            DueEvents events,
            EventQuarantine quarantine) {
        this.publications = publications;
        this.rows = rows;
        this.delivery = delivery;
        this.events = events;
        this.quarantine = quarantine;
    }

    /** What the last run left, also what that could not read: not before everything is up that the listeners need. */
    @EventListener
    void deliverWhatIsLeft(ApplicationReadyEvent event) {
        quarantine.review(true, this::isReadable);
        deliverAgain();
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void reviewQuarantine() {
        quarantine.review(false, this::isReadable);
    }

    /** Not while events still wait for a thread here: they would be delivered twice. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void deliverAgain() {
        if (!delivery.hasCaughtUp()) {
            return;
        }
        Set<UUID> due = events.claim();
        if (!due.isEmpty()) {
            rows.rows(due).forEach(this::putAsideIfUnreadable);
            publications.resubmitIncompletePublications(publication -> due.contains(publication.getIdentifier()));
        }
    }

    private void putAsideIfUnreadable(EventPublications.Row row) {
        try {
            rows.read(row);
        } catch (UnreadableEventException e) {
            LOG.error(
                    "event {} ({} for {}) cannot be read and is not delivered: {}",
                    row.id(),
                    row.eventType(),
                    row.listenerId(),
                    e.getMessage());
            quarantine.put(row.id(), String.valueOf(e.getMessage()));
        }
    }

    private boolean isReadable(QuarantinedEvent event) {
        try {
            rows.read(new EventPublications.Row(
                    event.id(),
                    event.listenerId(),
                    event.eventType(),
                    event.serializedEvent(),
                    event.publicationDate()));
            return true;
        } catch (UnreadableEventException e) {
            return false;
        }
    }
}
