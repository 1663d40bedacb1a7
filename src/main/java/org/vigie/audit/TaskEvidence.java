package org.vigie.audit;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.epoch.EngineEpoch;

/**
 * Entries of the audit trail about what somebody did in a user task: the actor is the account that completed it. Nobody waits
 * for it: until it is known the trail shows the entry with {@link AuditEntry#UNKNOWN}. Thread-safe.
 */
@Service
public class TaskEvidence {

    /** An index that has not shown a task by then has lost it. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private final PendingEntries pending;
    private final TaskCompletionStore completions;
    private final AuditTrail audit;
    private final EngineEpoch epoch;
    private final Clock clock;

    TaskEvidence(
            PendingEntries pending, TaskCompletionStore completions, AuditTrail audit, EngineEpoch epoch, Clock clock) {
        this.pending = pending;
        this.completions = completions;
        this.audit = audit;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Adds the entry as one of whoever completed the task, whatever actor it names; part of the caller's transaction. */
    @Transactional
    public void add(TaskTurn turn, AuditEntry entry) {
        int now = epoch.current();
        completions
                .find(now, turn)
                .map(TaskCompletion::account)
                .ifPresentOrElse(account -> audit.add(entry.by(account.actor())), () -> pending.add(now, turn, entry));
    }

    /** Moves to the trail what is known meanwhile, and what nobody will tell any more. */
    @Transactional
    void settle() {
        pending.take(epoch.current(), clock.instant().minus(PATIENCE))
                .forEach(told -> audit.settle(
                        told.id(),
                        told.isCompleted() ? told.entry().by(told.account().actor()) : told.entry()));
    }
}
