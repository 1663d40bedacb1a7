package org.vigie.engine.epoch;

import io.camunda.client.CamundaClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.EngineGate;
import org.vigie.engine.OnEngine;
import org.vigie.engine.client.ModelDeployment;

/**
 * Finds out at start which engine this is, when the engine answers and before anything is deployed or worked on. Several who
 * start at once find the same.
 */
@Component
@OnEngine
public class EngineRecognition implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineRecognition.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final EngineMark mark;
    private final EngineEpoch epoch;
    private final Runnable deployment;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile boolean recognised;

    /** @param gate opens before this starts */
    @Autowired
    EngineRecognition(
            EngineGate gate,
            CamundaClient client,
            EngineEpoch epoch,
            ModelDeployment models,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this(new EngineMark(client), epoch, () -> models.onStart(client), transactions, events, clock);
    }

    EngineRecognition(
            EngineMark mark,
            EngineEpoch epoch,
            Runnable deployment,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.mark = mark;
        this.epoch = epoch;
        this.deployment = deployment;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void start() {
        Instant nextLine = Instant.MIN;
        while (!recognised && !Thread.currentThread().isInterrupted()) {
            try {
                transaction.executeWithoutResult(status -> recognise());
                recognised = true;
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(nextLine)) {
                    LOG.warn("the engine does not say yet which one it is: {}", e.getMessage());
                    nextLine = clock.instant().plus(BETWEEN_LINES);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * Whether this is the engine that it was. If not, it has the models and everybody was told of it when this returns.
     *
     * @throws RuntimeException if the engine does not say
     */
    public boolean isStillTheSame() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            epoch.lock();
            if (isKnown()) {
                return true;
            }
            deployment.run();
            begin();
            return false;
        }));
    }

    private void recognise() {
        epoch.lock();
        if (!isKnown()) {
            begin();
        }
    }

    private boolean isKnown() {
        return epoch.processId().filter(mark::isKnown).isPresent();
    }

    private void begin() {
        boolean isFirst = epoch.processId().isEmpty();
        String processId = "vigie-engine-" + UUID.randomUUID();
        mark.set(processId);
        int begun = epoch.begin(processId, clock.instant());
        if (!isFirst) {
            LOG.warn("the engine was set up anew: what ran in the one before is gone from it");
            events.publishEvent(new EngineSetUpAnew(begun));
        }
    }

    @Override
    public void stop() {
        recognised = false;
    }

    @Override
    public boolean isRunning() {
        return recognised;
    }

    /** With the gate, which is started first because this depends on it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
