package org.vigie.release.deprecation;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a deprecation whose process is gone. */
@Component
class DeprecationCases extends RestartableCases {

    private final DeprecationStore store;
    private final Deprecations deprecations;

    DeprecationCases(
            DeprecationStore store,
            DeprecationProcesses processes,
            Deprecations deprecations,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.deprecations = deprecations;
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
                "the process of deprecation " + id + " was cancelled in Operate before its end",
                "Retry this trouble: its process then starts anew, and tells nobody what was told.");
    }

    @Override
    protected void start(String id, String turn) {
        deprecations.start(id, "/" + turn);
    }
}
