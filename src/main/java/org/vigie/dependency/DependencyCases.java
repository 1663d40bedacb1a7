package org.vigie.dependency;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a finding whose process is gone. */
@Component
class DependencyCases extends RestartableCases {

    private final DependencyStore store;
    private final Dependencies dependencies;

    DependencyCases(
            DependencyStore store,
            DependencyProcesses processes,
            Dependencies dependencies,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.dependencies = dependencies;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey);
    }

    @Override
    protected void lock(String id) {
        store.locked(id);
    }

    @Override
    protected void processLost(String id) {
        ask(
                id,
                "the process of dependency finding " + id + " was cancelled in Operate before its ticket was closed",
                "Retry this trouble: its due date is watched again, and no second ticket is opened.");
    }

    @Override
    protected void start(String id, String turn) {
        dependencies.start(id, "/" + turn);
    }
}
