package org.vigie.github;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.AfterCommit;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
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
    private final Plans plans;
    private final Map<String, EventHandler> handlers = new HashMap<>();
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryProcessor(
            Deliveries deliveries,
            Plans plans,
            List<EventHandler> handlers,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.plans = plans;
        handlers.forEach(handler -> handler.events().forEach(event -> this.handlers.put(event, handler)));
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @AfterCommit
    void on(DeliveryAccepted event) {
        UUID id = event.deliveryId();
        try {
            transaction.executeWithoutResult(status -> process(id));
        } catch (UnreadablePayloadException | InvalidFieldException | NotFoundException | ConflictException e) {
            // anything else may be put right, a decision table for instance, and the delivery comes again
            LOG.warn("delivery {} of GitHub came to nothing: {}", id, e.getMessage());
            transaction.executeWithoutResult(status -> deliveries.done(id, e.fact(), clock.instant()));
        }
    }

    private void process(UUID id) {
        deliveries.lockOpen(id).ifPresent(open -> {
            Optional<MaintenancePlan> plan = plans.find(open.application());
            String outcome = plan.isEmpty()
                    ? "there is no plan of the application any more"
                    : handlers.get(open.event())
                            .handle(new Delivery(
                                    id,
                                    open.event(),
                                    open.action(),
                                    plan.get(),
                                    Payload.parse(open.payload()),
                                    open.receivedAt()));
            deliveries.done(id, outcome, clock.instant());
        });
    }
}
