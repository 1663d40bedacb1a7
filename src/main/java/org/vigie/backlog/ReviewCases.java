package org.vigie.backlog;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a review whose process is gone. */
@Component
class ReviewCases extends RestartableCases {

    private final ReviewStore store;
    private final Reviews reviews;
    private final BacklogMails mails;

    ReviewCases(
            ReviewStore store,
            ReviewProcesses processes,
            Reviews reviews,
            BacklogMails mails,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.reviews = reviews;
        this.mails = mails;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey).map(Review::id);
    }

    @Override
    protected void lock(String id) {
        store.lock(id);
    }

    @Override
    protected void processLost(String id) {
        String trouble = ask(
                id,
                "the process of backlog review " + id + " was cancelled in Operate before all was reviewed",
                "Retry this trouble if the review is to go on: its process then starts anew without what is reviewed.");
        mails.tellProcessLost(id, trouble);
    }

    @Override
    protected void start(String id, String turn) {
        reviews.resume(id, turn);
    }
}
