package org.vigie.inbox;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.event.AfterCommit;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/**
 * Processes accepted deliveries, each once: its effects and the mark that it is processed are one transaction. Each
 * delivery stays in the event publication registry until then, so none is lost in a crash.
 */
@Component
class DeliveryProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProcessor.class);

    private final Deliveries deliveries;
    private final Map<String, DeliveryHandler> handlers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryProcessor(
            Deliveries deliveries,
            List<DeliveryHandler> handlers,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.handlers = handlers.stream().collect(toUnmodifiableMap(DeliveryHandler::source, handler -> handler));
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @AfterCommit(
            id = "inbox.process-delivery",
            former = "org.vigie.inbox.DeliveryProcessor.on(org.vigie.inbox.DeliveryAccepted)")
    void on(DeliveryAccepted event) {
        String source = event.source();
        String id = event.deliveryId();
        try {
            transaction.executeWithoutResult(
                    status -> deliveries.lockOpen(source, id).ifPresent(this::process));
        } catch (UnreadableDeliveryException | InvalidFieldException | NotFoundException | ConflictException e) {
            // anything else may be put right, a decision table for instance, and the delivery comes again
            LOG.warn("delivery {} of {} came to nothing: {}", id, source, e.getMessage());
            transaction.executeWithoutResult(status -> deliveries.done(source, id, e.fact(), clock.instant()));
        }
    }

    private void process(Delivery delivery) {
        DeliveryHandler handler = handlers.get(delivery.source());
        if (handler == null) {
            throw new HintedException(
                    "nobody handles deliveries of " + delivery.source(),
                    "Run the version of Vigie that took it in, or a later one.");
        }
        deliveries.done(delivery.source(), delivery.id(), handler.handle(delivery), clock.instant());
    }
}
