package org.vigie.postmortem;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;

/** Takes over what author and reviewer fill in, or refuses it with the reason. */
@Service
public class PostMortemWriting {

    private final PostMortems postMortems;
    private final PostMortemActions actions;
    private final AuditTrail audit;
    private final Clock clock;

    PostMortemWriting(PostMortems postMortems, PostMortemActions actions, AuditTrail audit, Clock clock) {
        this.postMortems = postMortems;
        this.actions = actions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a draft and hands it to the reviewer. Nothing changes once the post-mortem is approved.
     *
     * @param elementInstanceKey the step that records it; the same for every retry of the job
     * @throws DraftRefusedException if a section, the author or the list of actions is not acceptable
     */
    @Transactional
    public void recordDraft(String id, Draft draft, long elementInstanceKey) {
        String author = draft.checkedAuthor();
        Sections sections = draft.checkedSections();
        List<LongTermAction> wanted = draft.checkedActions();
        if (postMortems.lock(id).status().isDraft()) {
            postMortems.keep(id, PostMortemStatus.REVIEW, sections);
            postMortems.addAuthor(id, author);
            actions.replace(id, wanted);
            add(id, author, "post-mortem written", Map.of("actions", "" + wanted.size()), elementInstanceKey);
        }
    }

    /**
     * Keeps the verdict of a second person.
     *
     * @return whether the post-mortem is approved
     * @throws DraftRefusedException if the reviewer is one of the authors, or does not say what to do
     */
    @Transactional
    public boolean recordReview(String id, Review review, long elementInstanceKey) {
        PostMortem postMortem = postMortems.lock(id);
        review.check(postMortem.authors());
        if (postMortem.status().isDraft()) {
            postMortems.reviewed(
                    id, review.name(), review.approves() ? PostMortemStatus.APPROVED : PostMortemStatus.WRITING);
            add(
                    id,
                    review.name(),
                    review.approves() ? "post-mortem approved" : "changes to post-mortem asked for",
                    review.remark().isEmpty() ? Map.of() : Map.of("comment", review.remark()),
                    elementInstanceKey);
        }
        return review.approves();
    }

    private void add(String id, String actor, String action, Map<String, String> details, long elementInstanceKey) {
        audit.add(new AuditEntry(id, clock.instant(), actor, action, details), id + "/" + elementInstanceKey);
    }
}
