package org.vigie.trouble;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;

/**
 * What becomes of cases of one kind whose process is gone. If the engine was set up anew, the process is started anew by itself.
 * If somebody cancelled it in Operate, a person is asked, because that person may have meant it.
 */
public abstract class RestartableCases implements WatchedCases, CaseOfInstance, TroubleRetry {

    private final CaseProcesses processes;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final Clock clock;

    protected RestartableCases(CaseProcesses processes, Troubles troubles, AuditTrail audit, Clock clock) {
        this.processes = processes;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    /** Locks the case until the end of the transaction. */
    protected abstract void lock(String id);

    /** The case, which is locked, has lost its process: somebody is told, and mostly {@link #ask asked}. */
    protected abstract void processLost(String id);

    /**
     * Asks for a process.
     *
     * @param turn tells this start from others of the same case
     */
    protected abstract void start(String id, String turn);

    /**
     * Reports the trouble that a person ends by retrying it.
     *
     * @param message what is wrong, lower case, without a full stop
     * @param hint what to do next, one sentence
     * @return the key of the trouble
     */
    protected String ask(String id, String message, String hint) {
        String trouble = processes.trouble(id);
        troubles.report(trouble, kind(), id, message, hint, null);
        return trouble;
    }

    @Override
    public String kind() {
        return processes.kind();
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return processes.open(afterId, limit);
    }

    @Override
    @Transactional
    public void lost(OpenCase lost) {
        String id = lost.id();
        lock(id);
        if (processes.lose(lost)) {
            audit(id, "process lost", Map.of("processInstance", Long.toString(lost.processInstanceKey())));
            processLost(id);
        }
    }

    /** Begins the process of the case anew. */
    @Override
    @Transactional
    public boolean retry(Trouble trouble) {
        String id = String.valueOf(trouble.subject());
        lock(id);
        if (!processes.isLost(id)) {
            return false;
        }
        audit(id, "process started anew", Map.of());
        start(id, UUID.randomUUID().toString());
        return true;
    }

    @EventListener
    public void on(EngineSetUpAnew event) {
        processes.forgetAll().forEach(id -> {
            audit(id, "process started anew", Map.of("engine", Integer.toString(event.epoch())));
            start(id, "engine-" + event.epoch());
        });
    }

    private void audit(String id, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, action, details));
    }
}
