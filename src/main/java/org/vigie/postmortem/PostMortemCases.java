package org.vigie.postmortem;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/**
 * What becomes of a post-mortem whose process is gone. If the engine was set up anew, the process is started anew by itself. If
 * somebody cancelled it in Operate, a person is asked, because that person may have meant it.
 */
@Component
class PostMortemCases implements WatchedCases, CaseOfInstance, TroubleRetry {

    private final PostMortems postMortems;
    private final PostMortemProcesses processes;
    private final PostMortemRequests requests;
    private final PostMortemMails mails;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final Clock clock;

    PostMortemCases(
            PostMortems postMortems,
            PostMortemProcesses processes,
            PostMortemRequests requests,
            PostMortemMails mails,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        this.postMortems = postMortems;
        this.processes = processes;
        this.requests = requests;
        this.mails = mails;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return PostMortemProcesses.KIND;
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return processes.open(afterId, limit);
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return processes.ofInstance(processInstanceKey);
    }

    @Override
    @Transactional
    public void lost(OpenCase lost) {
        String id = lost.id();
        postMortems.lock(id);
        if (!processes.lose(lost)) {
            return;
        }
        audit(id, "process lost", Map.of("processInstance", Long.toString(lost.processInstanceKey())));
        troubles.report(
                PostMortemProcesses.trouble(id),
                PostMortemProcesses.KIND,
                id,
                "the process of post-mortem " + id + " was cancelled in Operate while the post-mortem is open",
                "Retry this trouble: its process then starts anew with the text as it was last handed in.",
                null);
        mails.tellProcessLost(id);
    }

    /** Begins the process of the post-mortem anew. */
    @Override
    @Transactional
    public boolean retry(Trouble trouble) {
        String id = String.valueOf(trouble.subject());
        if (postMortems.lock(id).status() == PostMortemStatus.CLOSED || !processes.isLost(id)) {
            return false;
        }
        audit(id, "process started anew", Map.of());
        requests.start(id, "/" + UUID.randomUUID());
        return true;
    }

    @EventListener
    void on(EngineSetUpAnew event) {
        processes.forgetAll().forEach(id -> {
            audit(id, "process started anew", Map.of("engine", Integer.toString(event.epoch())));
            requests.start(id, "/engine-" + event.epoch());
        });
    }

    private void audit(String id, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, action, details));
    }
}
