package org.vigie.release.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.command.KeptPrograms;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseSettings.Instance;
import org.vigie.release.record.ReleaseRuns;

/** What serves in production and is run by Vigie itself. */
@Component
public class ServingSlot {

    private final ProgramStore store;
    private final KeptPrograms programs;
    private final Entries entries;
    private final Instances instances;
    private final ReleaseRuns runs;
    private final Plans plans;

    ServingSlot(
            ProgramStore store,
            KeptPrograms programs,
            Entries entries,
            Instances instances,
            ReleaseRuns runs,
            Plans plans) {
        this.store = store;
        this.programs = programs;
        this.entries = entries;
        this.instances = instances;
        this.runs = runs;
        this.plans = plans;
    }

    /** The deployment that serves, if all of its instances are programs that Vigie runs. */
    public Optional<Deployment> find(String application) {
        return entries.serving(application, Deployment.PRODUCTION)
                .flatMap(serving -> plans.find(application)
                        .filter(plan -> plan.release() != null)
                        .map(plan -> new Deployment(
                                plan, Deployment.PRODUCTION, serving.slot(), runs.require(serving.operationId()))))
                .filter(deployment -> deployment.environment().instances().stream()
                        .map(Instance::command)
                        .allMatch(Objects::nonNull));
    }

    /**
     * Ends its programs, starts them again and waits until they answer as they should.
     *
     * @throws ReleaseFailedException if they do not
     */
    public void restart(Deployment deployment, String operationId, Heartbeat heartbeat) {
        instances.stop(deployment, operationId, heartbeat);
        instances.start(deployment, operationId, heartbeat);
        entries.keepRunning(deployment);
        instances.awaitWell(deployment, heartbeat);
    }

    /** Ends its programs, which stay wanted. */
    public void crash(Deployment deployment) {
        store.of(deployment.application(), deployment.name(), deployment.slot())
                .forEach(program -> programs.end(program.runId()));
    }

    /** What its programs wrote last, by role. */
    public Map<String, List<String>> lastLines(Deployment deployment, int lines) {
        Map<String, List<String>> written = new LinkedHashMap<>();
        store.of(deployment.application(), deployment.name(), deployment.slot())
                .forEach(program -> written.put(program.role(), programs.tail(program.runId(), lines)));
        return written;
    }
}
