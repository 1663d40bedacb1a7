package org.vigie.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.engine.instance.Cases;
import org.vigie.engine.task.CompletedTask;
import org.vigie.engine.task.CompletedTasks;
import org.vigie.shared.BusyElsewhereException;

/**
 * Who completed which user task, of all processes, read from the server: in Tasklist a task is completed by whom it is assigned
 * to. What the task's form says about it does not count. Thread-safe.
 */
@Service
public class TaskCompletions {

    private static final Logger LOG = LoggerFactory.getLogger(TaskCompletions.class);
    private static final Duration SHORTLY = Duration.ofSeconds(2);
    static final Duration WHILE_SILENT = Duration.ofSeconds(10);

    private final TaskCompletionStore store;
    private final AuditTrail audit;
    private final EngineEpoch epoch;
    private final Cases cases;
    private final ObjectProvider<CompletedTasks> index;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Instant notBefore = Instant.MIN;

    TaskCompletions(
            TaskCompletionStore store,
            AuditTrail audit,
            EngineEpoch epoch,
            Cases cases,
            ObjectProvider<CompletedTasks> index,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.epoch = epoch;
        this.cases = cases;
        this.index = index;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The completion of a task; empty while it is not known. */
    public Optional<TaskCompletion> of(TaskTurn turn) {
        return store.find(epoch.current(), turn);
    }

    /**
     * Who completed the task of which the caller knows that it is completed. Asks the index where it is not known yet, so it
     * is to be called outside of a transaction.
     *
     * @return {@link Account#NOBODY} if it was assigned to nobody: an approval refuses that
     * @throws BusyElsewhereException while the index does not show it
     */
    public Account requireAccount(TaskTurn turn) {
        return of(turn).or(() -> {
                    askFor(turn.processInstanceKey());
                    return of(turn);
                })
                .map(TaskCompletion::account)
                .orElseThrow(() -> new BusyElsewhereException(
                        "it is not shown yet who completed " + turn.elementId(),
                        "Nothing to do: it is looked up again.",
                        SHORTLY));
    }

    /** Whether an index shows completions; not while it is silent. */
    public boolean areShown() {
        return index.getIfAvailable() != null && !clock.instant().isBefore(notBefore);
    }

    /** Records the tasks that are not yet, each with an entry of the audit trail of the case it belongs to. */
    void record(List<CompletedTask> tasks) {
        int now = epoch.current();
        tasks.stream().filter(task -> !store.has(now, task.key())).forEach(task -> record(now, task));
    }

    private void record(int now, CompletedTask task) {
        Optional<String> caseId = cases.of(task.processInstanceKey());
        transaction.executeWithoutResult(status -> {
            if (store.insert(now, task)) {
                caseId.ifPresent(subject -> audit.add(entry(subject, task), "task/" + now + "/" + task.key()));
            }
        });
    }

    private static AuditEntry entry(String subject, CompletedTask task) {
        return new AuditEntry(
                subject,
                task.completedAt(),
                new Account(task.account()).actor(),
                "task completed",
                Map.of("task", task.elementId()));
    }

    /** One at a time, and not for a while after it failed: the caller may be a job, of which few run at a time. */
    private void askFor(long processInstanceKey) {
        if (clock.instant().isBefore(notBefore) || !asking.tryLock()) {
            return;
        }
        try {
            index.ifAvailable(known -> record(known.of(processInstanceKey)));
        } catch (RuntimeException e) {
            notBefore = clock.instant().plus(WHILE_SILENT);
            LOG.debug("the index of completed tasks does not answer", e);
        } finally {
            asking.unlock();
        }
    }
}
