package org.vigie.release.rollback;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Instances;
import org.vigie.release.pipeline.ChildOperations;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.watch.Observations;

/** The rollback that a release asks for by itself, once, when it fails in production. */
@Component
class RollBackStep implements ReleaseStep {

    private final ReleaseContext context;
    private final ChildOperations children;
    private final Operations operations;
    private final Observations observations;
    private final Instances instances;

    RollBackStep(
            ReleaseContext context,
            ChildOperations children,
            Operations operations,
            Observations observations,
            Instances instances) {
        this.context = context;
        this.children = children;
        this.operations = operations;
        this.observations = observations;
        this.instances = instances;
    }

    @Override
    public String id() {
        return "roll-back";
    }

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        observations.close(operationId);
        ReleaseRun run = context.run(operationId);
        if (run.previous() == null) {
            // what serves is never stopped, even if it is not well: there is nothing else
            if (run.fact(ReleaseRun.SWITCHED).isEmpty()
                    && run.fact(ReleaseRun.SLOT).isPresent()) {
                instances.stop(
                        context.deployment(
                                run,
                                Deployment.PRODUCTION,
                                run.fact(ReleaseRun.SLOT).orElseThrow()),
                        operationId,
                        heartbeat);
            }
            return Map.of("rolledBack", "nothing to go back to");
        }
        Operation release = operations.require(operationId);
        Operation rollback = children.ended(
                release,
                RollbackKind.ID,
                "rollback",
                Map.of(ReleaseKind.VERSION, run.previous(), ReleaseKind.REASON, "release " + run.version() + " failed"),
                // the rollback tells itself what it wants to know
                waiting -> {});
        context.keep(operationId, Map.of(ReleaseRun.ROLLBACK, rollback.id()));
        context.show(operationId, Map.of("rollback", rollback.id()));
        return Map.of(
                "rolledBack",
                rollback.status() == OperationStatus.SUCCEEDED
                        ? run.previous() + " serves"
                        : "the rollback ended as " + rollback.status().id());
    }
}
