package org.vigie.postmortem;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a post-mortem whose process is gone. */
@Component
class PostMortemCases extends RestartableCases {

    private final PostMortems postMortems;
    private final PostMortemRequests requests;
    private final PostMortemMails mails;

    PostMortemCases(
            PostMortems postMortems,
            PostMortemProcesses processes,
            PostMortemRequests requests,
            PostMortemMails mails,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.postMortems = postMortems;
        this.requests = requests;
        this.mails = mails;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return postMortems.ofProcess(processInstanceKey);
    }

    @Override
    protected void lock(String id) {
        postMortems.lock(id);
    }

    @Override
    protected void processLost(String id) {
        String trouble = ask(
                id,
                "the process of post-mortem " + id + " was cancelled in Operate while the post-mortem is open",
                "Retry this trouble: its process then starts anew with the text as it was last handed in.");
        mails.tellProcessLost(id, trouble);
    }

    @Override
    protected void start(String id, String turn) {
        requests.start(id, "/" + turn);
    }
}
