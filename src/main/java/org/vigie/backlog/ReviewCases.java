package org.vigie.backlog;

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
 * What becomes of a review whose process is gone. If the engine was set up anew, the process is started anew by itself. If
 * somebody cancelled it in Operate, a person is asked, because that person may have meant it.
 */
@Component
class ReviewCases implements WatchedCases, CaseOfInstance, TroubleRetry {

    private final ReviewStore store;
    private final Reviews reviews;
    private final BacklogMails mails;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewCases(
            ReviewStore store, Reviews reviews, BacklogMails mails, Troubles troubles, AuditTrail audit, Clock clock) {
        this.store = store;
        this.reviews = reviews;
        this.mails = mails;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Reviews.LOST;
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return store.open(afterId, limit);
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey).map(Review::id);
    }

    @Override
    @Transactional
    public void lost(OpenCase lost) {
        String id = lost.id();
        if (!store.lose(lost, clock.instant())) {
            return;
        }
        audit(id, "process lost", Map.of("processInstance", Long.toString(lost.processInstanceKey())));
        troubles.report(
                Reviews.trouble(id),
                Reviews.LOST,
                id,
                "the process of backlog review " + id + " was cancelled in Operate before all was reviewed",
                "Retry this trouble if the review is to go on: its process then starts anew without what is reviewed.",
                null);
        mails.tellProcessLost(id);
    }

    /** Begins the process of the review anew. */
    @Override
    @Transactional
    public boolean retry(Trouble trouble) {
        String id = String.valueOf(trouble.subject());
        if (!store.isLost(id)) {
            return false;
        }
        audit(id, "process started anew", Map.of());
        reviews.resume(id, UUID.randomUUID().toString());
        return true;
    }

    @EventListener
    void on(EngineSetUpAnew event) {
        store.forgetProcesses().forEach(id -> {
            audit(id, "process started anew", Map.of("engine", Integer.toString(event.epoch())));
            reviews.resume(id, "engine-" + event.epoch());
        });
    }

    private void audit(String id, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, action, details));
    }
}
