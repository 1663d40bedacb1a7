package org.vigie.postmortem;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.shared.NotFoundException;

/** Post-mortems as people look them up, and their end. */
@Service
public class PostMortemDesk {

    private final PostMortems postMortems;
    private final PostMortemProcesses processes;
    private final PostMortemRequests requests;
    private final AuditTrail audit;
    private final Clock clock;

    PostMortemDesk(
            PostMortems postMortems,
            PostMortemProcesses processes,
            PostMortemRequests requests,
            AuditTrail audit,
            Clock clock) {
        this.postMortems = postMortems;
        this.processes = processes;
        this.requests = requests;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The post-mortem with this id.
     *
     * @throws NotFoundException if there is none
     */
    public PostMortem get(String id) {
        return postMortems.require(id);
    }

    /** Post-mortems, newest first, filtered by application and status where given. */
    public List<PostMortem> list(
            @Nullable String application, @Nullable PostMortemStatus status, int limit, int offset) {
        return postMortems.list(application, status, limit, offset);
    }

    /**
     * The document in Markdown, as it was written to its folder.
     *
     * @throws NotFoundException if there is no such post-mortem or it is not published yet
     */
    public String document(String id) {
        PostMortem postMortem = postMortems.require(id);
        return postMortems
                .document(id)
                .orElseThrow(() -> new NotFoundException(
                        "post-mortem " + id + " has no document, it is in " + postMortem.status(),
                        "Wait until it is approved and published."));
    }

    /** Closes a published post-mortem whose long-term actions are done. */
    @Transactional
    public void close(String id) {
        PostMortem postMortem = postMortems.lock(id);
        if (postMortems.closed(id, clock.instant())) {
            processes.adopted(id);
            requests.settled(id);
            audit.add(new AuditEntry(id, clock.instant(), AuditEntry.VIGIE, "post-mortem closed", Map.of()));
            audit.add(new AuditEntry(
                    postMortem.ticketId(),
                    clock.instant(),
                    AuditEntry.VIGIE,
                    "post-mortem closed",
                    Map.of("postMortem", id)));
        }
    }
}
