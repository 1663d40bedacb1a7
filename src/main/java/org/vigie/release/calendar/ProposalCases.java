package org.vigie.release.calendar;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a proposal whose process is gone. */
@Component
class ProposalCases extends RestartableCases {

    private final ProposalStore store;
    private final Proposals proposals;

    ProposalCases(
            ProposalStore store,
            ProposalProcesses processes,
            Proposals proposals,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.proposals = proposals;
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
                "the process of release proposal " + id + " was cancelled in Operate before anybody decided",
                "Retry this trouble: the proposal is then made anew, and put off if there is nothing to release any more.");
    }

    @Override
    protected void start(String id, String turn) {
        proposals.start(id, "/" + turn);
    }
}
