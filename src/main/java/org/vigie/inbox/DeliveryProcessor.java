package org.vigie.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.event.AfterCommit;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/**
 * Processes accepted deliveries, each once: its effects and the mark that it is processed are one transaction. Each
 * delivery stays in the event publication registry until then, so none is lost in a crash.
 */
@Component
class DeliveryProcessor implements TroubleRetry {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProcessor.class);

    static final int LIMIT = 10;
    private static final String KIND = "delivery";

    private final Deliveries deliveries;
    private final Troubles troubles;
    private final ApplicationEventPublisher events;
    private final Map<String, DeliveryHandler> handlers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryProcessor(
            Deliveries deliveries,
            List<DeliveryHandler> handlers,
            Troubles troubles,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.troubles = troubles;
        this.events = events;
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
        } catch (HintedException | DataAccessException | TransactionException e) {
            throw e; // by itself or by somebody who mends what it says
        } catch (RuntimeException | StackOverflowError e) {
            failed(source, id, e);
        }
    }

    /** What fails for no known reason comes again a number of times; then it waits for somebody. */
    private void failed(String source, String id, Throwable e) {
        int failures = transaction.execute(status -> deliveries.failed(source, id));
        if (failures < LIMIT) {
            throw new IllegalStateException("delivery " + id + " of " + source + " failed", e);
        }
        LOG.error("delivery {} of {} is given up after {} attempts", id, source, failures, e);
        String reason =
                "given up after " + failures + " attempts: " + e.getClass().getSimpleName();
        transaction.executeWithoutResult(status -> {
            deliveries.giveUp(source, id, reason, clock.instant());
            troubles.report(
                    key(source, id),
                    KIND,
                    null,
                    "a delivery of " + source + " cannot be processed: " + reason,
                    "Look at the log for the reason; retry this trouble when it is mended.",
                    null);
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean retry(Trouble trouble) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean takenUp = false;
            for (DeliveryAccepted each : deliveries.givenUp()) {
                if (key(each.source(), each.deliveryId()).equals(trouble.key())
                        && deliveries.takeUp(each.source(), each.deliveryId())) {
                    events.publishEvent(each);
                    takenUp = true;
                }
            }
            troubles.clear(trouble.key());
            return takenUp;
        }));
    }

    /** Fit for a path, whatever the source calls its deliveries. */
    private static String key(String source, String id) {
        return KIND + ":" + UUID.nameUUIDFromBytes((source + "/" + id).getBytes(UTF_8));
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
