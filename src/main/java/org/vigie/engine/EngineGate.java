package org.vigie.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Holds back deployment and workers until the engine answers; HTTP is already served meanwhile. */
public class EngineGate implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineGate.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final EngineTopology topology;
    private final Clock clock;
    private volatile boolean open;

    EngineGate(EngineTopology topology, Clock clock) {
        this.topology = topology;
        this.clock = clock;
    }

    @Override
    public void start() {
        Instant nextLine = clock.instant().plus(BETWEEN_LINES);
        while (!topology.isHealthy() && !Thread.currentThread().isInterrupted()) {
            if (clock.instant().isAfter(nextLine)) {
                LOG.info("waiting for the engine; look at its log if this goes on");
                nextLine = clock.instant().plus(BETWEEN_LINES);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        open = true;
        LOG.info("engine is ready");
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
