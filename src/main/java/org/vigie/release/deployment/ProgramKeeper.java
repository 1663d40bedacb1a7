package org.vigie.release.deployment;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterStart;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.record.ReleaseRuns;

/**
 * Sees to it that what served when Vigie ended serves again when it starts, in the same version. What goes on since before a
 * crash is left as it is.
 */
@Component
class ProgramKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramKeeper.class);

    private final ProgramStore store;
    private final ReleaseRuns runs;
    private final Instances instances;
    private final Entries entries;
    private final Plans plans;

    ProgramKeeper(ProgramStore store, ReleaseRuns runs, Instances instances, Entries entries, Plans plans) {
        this.store = store;
        this.runs = runs;
        this.instances = instances;
        this.entries = entries;
        this.plans = plans;
    }

    @AfterStart
    void startWhatIsWanted() {
        for (Program program : store.wanted()) {
            try {
                start(program);
            } catch (RuntimeException e) {
                LOG.warn("{} of {} in {} cannot be started", program.role(), program.application(), program.slot(), e);
            }
        }
    }

    private void start(Program program) {
        Optional<MaintenancePlan> plan = plans.find(program.application()).filter(found -> found.release() != null);
        if (plan.isEmpty()) {
            LOG.warn("the plan of {} says no longer how to run its {}", program.application(), program.role());
            return;
        }
        boolean entry = program.slot().equals(Program.ENTRY);
        String slot = entry
                ? store.serving(program.application(), program.environment())
                        .map(ProgramStore.Serving::slot)
                        .orElse("a")
                : program.slot();
        Deployment deployment =
                new Deployment(plan.get(), program.environment(), slot, runs.require(program.operationId()));
        if (entry) {
            entries.keepRunning(deployment);
        } else {
            instances.ensure(deployment, program);
        }
    }
}
