package org.vigie.preventive;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a run whose process is gone. */
@Component
class PreventiveCases extends RestartableCases {

    private final PreventiveRunStore store;
    private final PreventiveRuns runs;

    PreventiveCases(
            PreventiveRunStore store,
            PreventiveProcesses processes,
            PreventiveRuns runs,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.runs = runs;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey);
    }

    @Override
    protected void lock(String id) {
        store.lock(id);
    }

    @Override
    protected void processLost(String id) {
        ask(
                id,
                "the process of preventive maintenance " + id + " was cancelled in Operate before it was done",
                "Retry this trouble: what Vigie did is kept, and whoever judges it is asked again.");
    }

    @Override
    protected void start(String id, String turn) {
        runs.start(id, "/" + turn);
    }
}
