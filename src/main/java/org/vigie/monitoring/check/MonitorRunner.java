package org.vigie.monitoring.check;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterStart;
import org.vigie.monitoring.MonitorState;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/**
 * Does the checks that are due, on a few threads of its own. Several Vigies may share one database: a check is taken by one of
 * them, and by another only when the lease of the first has ended without a report.
 */
@Component
@EnableConfigurationProperties(MonitoringProperties.class)
public class MonitorRunner implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorRunner.class);
    private static final long DRAIN_SECONDS = 10;

    private final MonitorRows rows;
    private final MonitorPlans monitors;
    private final CheckReports reports;
    private final List<Probe> probes;
    private final Witnesses witnesses;
    private final Plans plans;
    private final MonitoringProperties properties;
    private final Clock clock;
    private final ThreadPoolExecutor threads;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();

    MonitorRunner(
            MonitorRows rows,
            MonitorPlans monitors,
            CheckReports reports,
            List<Probe> probes,
            Witnesses witnesses,
            Plans plans,
            MonitoringProperties properties,
            Clock clock) {
        this.rows = rows;
        this.monitors = monitors;
        this.reports = reports;
        this.probes = probes;
        this.witnesses = witnesses;
        this.plans = plans;
        this.properties = properties;
        this.clock = clock;
        // what finds no free thread is dropped: those at work go on until nothing is due, and the timer comes anyway
        this.threads = new ThreadPoolExecutor(
                0,
                properties.threads(),
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("check-"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @AfterStart
    void begin() {
        if (properties.enabled()) {
            monitors.follow();
            running.set(true);
        }
    }

    @Scheduled(fixedRateString = "PT1S")
    void kick() {
        if (running.get()) {
            threads.execute(this::checkUntilNothingIsDue);
        }
    }

    private void checkUntilNothingIsDue() {
        try {
            Optional<Claimed> claimed = claim();
            while (claimed.isPresent()) {
                kick(); // there may be more than this thread can do
                check(claimed.get());
                claimed = threads.isShutdown() ? Optional.empty() : claim();
            }
            if (troubled.compareAndSet(true, false)) {
                LOG.info("checks are done again");
            }
        } catch (RuntimeException e) {
            if (troubled.compareAndSet(false, true)) {
                LOG.warn("checks cannot be done at present; they stay due", e);
            }
        }
    }

    /** Does one check that is due, on this thread; false if none is. */
    public boolean checkNext() {
        Optional<Claimed> claimed = claim();
        claimed.ifPresent(this::check);
        return claimed.isPresent();
    }

    private Optional<Claimed> claim() {
        Instant now = clock.instant();
        return rows.claim(now, now.plus(properties.lease()));
    }

    private void check(Claimed claimed) {
        MaintenancePlan plan = plans.find(claimed.application()).orElse(null);
        MonitorSettings monitor =
                plan == null ? null : plan.monitoring().monitor(claimed.id()).orElse(null);
        if (plan == null || monitor == null) {
            return; // another Vigie with other plan files has it; its lease ends by itself
        }
        Instant at = clock.instant();
        Observation seen = look(new Target(plan, monitor, claimed.memory(), at, claimed.dueAt()));
        if (seen.state() == MonitorState.DOWN
                && monitor.http() != null
                && claimed.progress().wouldConfirm(seen, monitor.confirmations(), at)
                && witnesses.allSilent(plan, monitor)) {
            seen = Observation.unknown(
                            "no-connection", "Vigie itself has no connection: no witness answers; " + seen.text())
                    .measured(seen.measures());
        }
        reports.report(claimed, monitor, seen, at);
    }

    private Observation look(Target target) {
        for (Probe probe : probes) {
            if (probe.watches(target.monitor())) {
                try {
                    return probe.probe(target);
                } catch (RuntimeException e) {
                    LOG.debug(
                            "check {} of {} failed",
                            target.monitor().id(),
                            target.plan().application(),
                            e);
                    return Observation.unknown("check-failed", "the check itself failed: " + e.getMessage());
                }
            }
        }
        return Observation.unknown("check-failed", "this Vigie does not know how to watch it");
    }

    /** Lets checks end that have begun. */
    @Override
    public void destroy() throws InterruptedException {
        running.set(false);
        threads.shutdown();
        if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("checks that still run are done again by the next Vigie");
        }
    }
}
