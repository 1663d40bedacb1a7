package org.vigie.release.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.HealthProbe;
import org.vigie.release.deployment.Instances;
import org.vigie.release.health.HealthTargets;
import org.vigie.release.health.Observation;
import org.vigie.release.health.ProbeResult;
import org.vigie.release.health.Verdict;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.record.ReleaseRun;
import org.vigie.shared.SweepLock;

/**
 * Looks at released versions, through the public entry and at each instance, until their observation is closed; also while a
 * person is asked. Independent of the engine.
 */
@Service
public class Observations {

    static final String TURNED_BAD = "release-turned-bad";

    private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

    private final ObservationStore store;
    private final ReleaseContext context;
    private final Entries entries;
    private final Instances instances;
    private final HealthProbe health;
    private final ProcessRequests processes;
    private final SweepLock lock;
    private final Clock clock;
    private final Map<String, Long> lastLook = new ConcurrentHashMap<>();

    Observations(
            ObservationStore store,
            ReleaseContext context,
            Entries entries,
            Instances instances,
            HealthProbe health,
            ProcessRequests processes,
            SweepLock lock,
            Clock clock) {
        this.store = store;
        this.context = context;
        this.entries = entries;
        this.instances = instances;
        this.health = health;
        this.processes = processes;
        this.lock = lock;
        this.clock = clock;
    }

    /** Begins to look at what a release brought; nothing if that was begun. */
    public void begin(String operationId) {
        store.begin(operationId, clock.instant());
    }

    /** What can be said now. */
    public Verdict verdict(String operationId) {
        ObservationStore.Kept kept = store.find(operationId).orElseThrow();
        String outcome = kept.outcome();
        if (outcome != null && kept.account() == null) {
            return new Verdict(Verdict.Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)), kept.reasons());
        }
        return observation(kept).verdict(clock.instant());
    }

    /**
     * Keeps what a person decided about what is inconclusive; the first answer counts.
     *
     * @return what can be said with it
     */
    public Verdict answer(String operationId, String account, boolean goOn) {
        store.answer(operationId, account, goOn, clock.instant());
        return verdict(operationId);
    }

    /** Nobody looks any more. */
    public void close(String operationId) {
        store.close(operationId);
        lastLook.remove(operationId);
    }

    /** Figures for people. */
    public Map<String, Object> shown(String operationId) {
        Map<String, Object> shown = new LinkedHashMap<>();
        store.find(operationId).ifPresent(kept -> {
            Observation observation = observation(kept);
            Verdict verdict = verdict(operationId);
            shown.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
            shown.put("reasons", verdict.reasons());
            shown.put("probes", observation.probes().size());
            shown.put(
                    "successes",
                    observation.probes().stream().filter(ProbeResult::success).count());
            observation.p95().ifPresent(time -> shown.put("p95Millis", time.toMillis()));
            shown.put("requests", kept.traffic().requests());
            shown.put("errors", kept.traffic().errors());
            store.lastFailure(operationId).ifPresent(detail -> shown.put("lastFailure", detail));
            shown.put("answeredBy", kept.account());
        });
        return shown;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT0.5S")
    void look() {
        lock.whenever("release-observation", () -> !store.open().isEmpty(), this::lookAtAll);
    }

    private void lookAtAll() {
        for (ObservationStore.Kept kept : store.open()) {
            try {
                look(kept);
            } catch (RuntimeException e) {
                LOG.warn("release {} cannot be observed", kept.operationId(), e);
            }
        }
    }

    private void look(ObservationStore.Kept kept) {
        ReleaseRun run = context.run(kept.operationId());
        Duration every = context.settings(run).observation().every().toDuration();
        long now = System.nanoTime();
        Long last = lastLook.get(kept.operationId());
        if (last == null || now - last >= every.toNanos()) {
            lastLook.put(kept.operationId(), now);
            probe(kept, run);
        }
        Verdict verdict =
                observation(store.find(kept.operationId()).orElseThrow()).verdict(clock.instant());
        if (verdict.outcome() != Verdict.Outcome.RUNNING) {
            store.outcome(kept.operationId(), verdict.outcome().name().toLowerCase(Locale.ROOT), verdict.reasons());
            if (verdict.outcome() == Verdict.Outcome.BAD && "inconclusive".equals(kept.outcome())) {
                tellProcess(kept.operationId());
            }
        }
    }

    private void probe(ObservationStore.Kept kept, ReleaseRun run) {
        Deployment production = context.deployment(
                run, Deployment.PRODUCTION, run.fact(ReleaseRun.SLOT).orElseThrow());
        Instant at = clock.instant();
        HealthProbe.Look look = entries.look(production);
        List<String> complaints = new ArrayList<>(instances.complaints(production));
        if (!look.well()) {
            complaints.addFirst("entry " + look.detail());
        }
        store.add(
                kept.operationId(),
                new ProbeResult(at, complaints.isEmpty(), look.took()),
                String.join("; ", complaints));
        String path = production.settings().observation().figuresPath();
        if (path != null) {
            store.traffic(
                    kept.operationId(),
                    health.traffic(production.address(production.environment().front()), path));
        }
    }

    /** Its question to a person is answered by that. */
    private void tellProcess(String operationId) {
        processes.request(new ProcessRequest(
                "release/" + operationId + "/turned-bad",
                TURNED_BAD,
                operationId,
                operationId,
                Duration.ofMinutes(1),
                Map.of()));
    }

    private Observation observation(ObservationStore.Kept kept) {
        ReleaseSettings.Observation plan =
                context.settings(context.run(kept.operationId())).observation();
        HealthTargets targets = new HealthTargets(
                plan.window().toDuration(),
                plan.successRate(),
                plan.p95() == null ? null : plan.p95().toDuration(),
                plan.errorRate(),
                plan.minimumSamples(),
                plan.failuresInARow(),
                plan.changesAllowed());
        return new Observation(
                targets, kept.startedAt(), store.probes(kept.operationId()), kept.traffic(), answer(kept));
    }

    private static Observation.@Nullable Answer answer(ObservationStore.Kept kept) {
        return kept.account() == null
                ? null
                : new Observation.Answer(
                        kept.account(), kept.goOn(), Objects.requireNonNull(kept.answeredAt()), kept.reasons());
    }
}
