package org.vigie.release.rollback;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.release.pipeline.ChildOperations;
import org.vigie.release.pipeline.ReleaseEnd;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.release.record.ReleaseRuns;

/** What a cancelled release leaves: if production was touched, the version before. */
@Component
class CancelStep implements ReleaseStep {

    private final ReleaseRuns runs;
    private final ChildOperations children;
    private final RollBackStep rollBack;
    private final ReleaseEnd end;

    CancelStep(ReleaseRuns runs, ChildOperations children, RollBackStep rollBack, ReleaseEnd end) {
        this.runs = runs;
        this.children = children;
        this.rollBack = rollBack;
        this.end = end;
    }

    @Override
    public String id() {
        return "cancel";
    }

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        // a backup that goes on, or waits for a person, would hold the targets on behalf of nobody
        children.cancel(operationId, child -> !child.kind().equals(RollbackKind.ID));
        if (runs.find(operationId).filter(ReleaseEnd::wasInProduction).isPresent()) {
            rollBack.carryOut(operationId, heartbeat);
        }
        end.fail(operationId, null, "it was cancelled", heartbeat);
        return Map.of("outcome", "cancelled");
    }
}
