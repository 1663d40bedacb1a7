package org.vigie.modelling;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.OnEngine;
import org.vigie.engine.client.EngineModels;
import org.vigie.engine.client.ModelsDeployed;
import org.vigie.engine.instance.InstanceMigration;
import org.vigie.engine.instance.RunningInstance;
import org.vigie.engine.instance.RunningInstances;
import org.vigie.engine.job.Infrastructure;
import org.vigie.modelling.check.MigrationPlans;
import org.vigie.modelling.check.Reach;
import org.vigie.shared.SweepLock;

/**
 * Brings deployments that were asked for to the engine, and the running cases that they reach to the new versions: a row is swept
 * until it is done, over restarts and while the engine is away.
 */
@Component
@OnEngine
class Rollout {

    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;
    /** A case that is busy is asked again at the next look. */
    private static final int MOST_ATTEMPTS = 20;
    /** The display of the engine tells of a case some seconds late. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final ModelStore store;
    private final MigrationStore migrations;
    private final ModelsInForce inForce;
    private final ApplicationChoices applications;
    private final EngineModels engine;
    private final RunningInstances running;
    private final InstanceMigration migration;
    private final SweepLock lock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rollout(
            ModelStore store,
            MigrationStore migrations,
            ModelsInForce inForce,
            ApplicationChoices applications,
            EngineModels engine,
            RunningInstances running,
            InstanceMigration migration,
            SweepLock lock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.migrations = migrations;
        this.inForce = inForce;
        this.applications = applications;
        this.engine = engine;
        this.running = running;
        this.migration = migration;
        this.lock = lock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1S")
    void goOn() {
        lock.whenever("model-rollout", LONGEST, () -> store.underWay().isPresent(), this::goOnWithIt);
    }

    private void goOnWithIt() {
        store.underWay().ifPresent(deployment -> {
            try {
                if (deployment.state().equals(Deployment.REQUESTED)) {
                    deploy(deployment);
                } else {
                    migrate(deployment);
                }
            } catch (RuntimeException e) {
                LOG.warn("deployment {} of models goes on later: {}", deployment.number(), e.getMessage());
            }
        });
    }

    private void deploy(Deployment deployment) {
        ModelSet set = store.set(deployment.number());
        Map<String, Long> definitions;
        try {
            definitions = engine.deploy(applications.in(set.files()));
        } catch (RuntimeException e) {
            if (Infrastructure.failed(e)) {
                throw e;
            }
            LOG.warn("the engine refused deployment {} of models: {}", deployment.number(), e.getMessage());
            store.failed(deployment.number(), clock.instant(), String.valueOf(e.getMessage()));
            return;
        }
        transaction.executeWithoutResult(status -> {
            inForce.keep(deployment.number(), set, definitions);
            store.deployed(deployment.number(), clock.instant(), Deployment.MIGRATING);
            events.publishEvent(new ModelsDeployed(deployment.number()));
        });
        inForce.apply();
        LOG.info("models deployed as number {}", deployment.number());
    }

    private void migrate(Deployment deployment) {
        ModelSet before = store.before(deployment)
                .map(earlier -> store.set(earlier.number()))
                .orElse(inForce.shipped());
        ModelSet set = store.set(deployment.number());
        Map<String, Long> targets = migrations.targets(deployment.number());
        Set<Long> settled = migrations.settled(deployment.number());
        Map<Long, Optional<Collection<String>>> plans = new HashMap<>();
        int left = 0;
        for (String process : Reach.of(before, set)) {
            long target = Objects.requireNonNull(targets.get(process));
            List<RunningInstance> instances = running.of(process).stream()
                    .filter(instance -> instance.definitionKey() != target && !settled.contains(instance.key()))
                    .toList();
            left += instances.size();
            String text = Objects.requireNonNull(set.text(process + ModelKind.PROCESS.ending()));
            instances.stream().limit(AT_ONCE).forEach(instance -> {
                Collection<String> elements = plans.computeIfAbsent(
                                instance.definitionKey(),
                                key -> migrations.textOf(key).map(old -> MigrationPlans.plan(process, old, text)))
                        .orElseGet(() -> instance.elements().stream()
                                .filter(element -> !element.equals(process))
                                .toList());
                migrate(deployment, process, instance, target, elements);
            });
        }
        if (left == 0
                && Objects.requireNonNull(deployment.deployedAt()).plus(SETTLED).isBefore(clock.instant())) {
            store.deployed(deployment.number(), clock.instant(), Deployment.LIVE);
            LOG.info("deployment {} of models is live", deployment.number());
        }
    }

    private void migrate(
            Deployment deployment, String process, RunningInstance instance, long target, Collection<String> elements) {
        long number = deployment.number();
        try {
            InstanceMigration.Outcome outcome = migration.migrate(instance.key(), target, elements);
            migrations.record(
                    number,
                    instance.key(),
                    process,
                    outcome == InstanceMigration.Outcome.MOVED ? MigrationStore.MOVED : MigrationStore.ENDED,
                    null);
        } catch (RuntimeException e) {
            if (Infrastructure.failed(e)) {
                throw e;
            }
            int attempts = migrations.record(
                    number, instance.key(), process, MigrationStore.WAITING, String.valueOf(e.getMessage()));
            if (attempts >= MOST_ATTEMPTS) {
                LOG.warn("case {} stays on its version of {}: {}", instance.key(), process, e.getMessage());
                migrations.leave(number, instance.key());
            }
        }
    }
}
