package org.vigie.postmortem;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.Account;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.engine.epoch.EngineEpoch;

/** Who took which turn at a post-mortem, as the server tells it: nobody's form can claim it. */
@Service
class Turns {

    private final TurnStore store;
    private final PostMortems postMortems;
    private final TaskCompletions completions;
    private final EngineEpoch epoch;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Turns(
            TurnStore store,
            PostMortems postMortems,
            TaskCompletions completions,
            EngineEpoch epoch,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.postMortems = postMortems;
        this.completions = completions;
        this.epoch = epoch;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * The turn that a step records; the same for every retry of it. Kept before anything is judged, so that a turn that is
     * refused is not taken for the next one. Not to be called in a transaction.
     *
     * @param elementId the user task
     * @throws org.vigie.shared.BusyElsewhereException while it is not known who completed the task
     */
    Turn of(String postMortemId, String elementId, RecordingStep step) {
        int now = epoch.current();
        return store.find(postMortemId, now, step).orElseGet(() -> {
            long before = store.latestStep(postMortemId, now, step.processInstanceKey());
            Account account = completions.requireAccount(new TaskTurn(step.processInstanceKey(), elementId, before));
            transaction.executeWithoutResult(status -> {
                postMortems.lock(postMortemId);
                store.add(postMortemId, now, step, elementId, account, clock.instant());
            });
            return store.find(postMortemId, now, step).orElseThrow();
        });
    }
}
