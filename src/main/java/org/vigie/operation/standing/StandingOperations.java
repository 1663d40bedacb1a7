package org.vigie.operation.standing;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.Plans;

/**
 * Says by itself, outside the engine, when an operation has not moved for longer than its steps may take and nobody is asked: told
 * once, and told to be over when it goes on, waits for a person or ends.
 */
@Component
class StandingOperations {

    private static final Logger LOG = LoggerFactory.getLogger(StandingOperations.class);

    private final StandingStore store;
    private final Operations operations;
    private final StandingAlarm alarm;
    private final Plans plans;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration patience;

    StandingOperations(
            StandingStore store,
            Operations operations,
            StandingAlarm alarm,
            Plans plans,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${vigie.operations.stands-after:PT30M}") Duration patience) {
        this.store = store;
        this.operations = operations;
        this.alarm = alarm;
        this.plans = plans;
        this.transaction = transaction;
        this.clock = clock;
        this.patience = patience;
    }

    /** Late after a start: what stood still with Vigie goes on first. */
    @Scheduled(initialDelayString = "${vigie.operations.first-look:PT10M}", fixedDelayString = "PT1M")
    @SchedulerLock(name = "standing-operations")
    void look() {
        Set<String> standing = new HashSet<>();
        for (StandingStore.GoingOn found : store.goingOn()) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (stands(found)) {
                        standing.add(found.id());
                    }
                });
            } catch (RuntimeException e) {
                // whether it stands is not known: what was told of it stays
                standing.add(found.id());
                LOG.warn("operation {} cannot be looked at: {}", found.id(), e.getMessage());
            }
        }
        store.told().stream()
                .filter(id -> !standing.contains(id))
                .forEach(id -> transaction.executeWithoutResult(status -> {
                    store.moves(id);
                    alarm.over(operations.require(id));
                }));
    }

    private boolean stands(StandingStore.GoingOn found) {
        Operation operation = operations.require(found.id());
        // without a plan nobody is known who could be told; that is a trouble of its own
        return plans.find(operation.application())
                .filter(plan ->
                        !clock.instant().isBefore(operations.standsFrom(operation, plan, found.movedAt(), patience)))
                .map(plan -> {
                    store.stands(found.id(), found.changedAt())
                            .forEach(since -> alarm.tell(plan, operation, since, found.step()));
                    return true;
                })
                .orElse(false);
    }
}
