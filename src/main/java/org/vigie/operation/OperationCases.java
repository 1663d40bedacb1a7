package org.vigie.operation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;
import org.vigie.trouble.Troubles;

/** What becomes of an operation whose process is gone: it ends as failed once nothing of it runs any more. */
@Component
class OperationCases implements WatchedCases, CaseOfInstance {

    static final String TROUBLE = "operation-without-process";

    private final OperationStore store;
    private final Operations operations;
    private final OperationRequests requests;
    private final OperationCommands commands;
    private final Troubles troubles;

    OperationCases(
            OperationStore store,
            Operations operations,
            OperationRequests requests,
            OperationCommands commands,
            Troubles troubles) {
        this.store = store;
        this.operations = operations;
        this.requests = requests;
        this.commands = commands;
        this.troubles = troubles;
    }

    @Override
    public String kind() {
        return "operation";
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return store.withProcess(afterId, limit).stream()
                .map(operation -> new OpenCase(
                        operation.id(),
                        Objects.requireNonNull(operation.processInstanceKey()),
                        Objects.requireNonNullElse(operation.startedAt(), operation.requestedAt())))
                .toList();
    }

    /** Its targets stay held while what it started may still work on them. */
    @Override
    @Transactional
    public void lost(OpenCase lost) {
        Operation operation = store.lock(lost.id());
        Long instance = operation.processInstanceKey();
        if (operation.status().isOver() || instance == null || instance != lost.processInstanceKey()) {
            return;
        }
        String key = TROUBLE + ":" + operation.id();
        boolean hadTimeToEnd = store.isCancelled(operation.id());
        store.cancel(operation.id(), AuditEntry.VIGIE);
        commands.cancel(operation.id());
        if (commands.areProvedGone(operation.id())) {
            operations.end(
                    operation.id(), OperationStatus.FAILED, "its process was cancelled in Operate", "process-lost");
            troubles.clear(key);
        } else if (hadTimeToEnd) {
            troubles.report(
                    key,
                    TROUBLE,
                    operation.id(),
                    "the process of " + operation.id() + " is gone and what it started cannot be proved to have ended",
                    "Look for what runs with VIGIE_RUN=" + operation.id()
                            + " on the machine that began it, and end it.",
                    null);
        }
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey);
    }

    /** What runs goes on: the new process waits for the same commands. */
    @EventListener
    void on(EngineSetUpAnew event) {
        store.orphanAll().forEach(id -> requests.startAnew(id, event.epoch()));
    }
}
