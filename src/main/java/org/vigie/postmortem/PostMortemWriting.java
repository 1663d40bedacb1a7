package org.vigie.postmortem;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.Plans;

/**
 * Takes over what author and reviewer fill in, or refuses it with the reason. Who they are is the account that completed the
 * task. Not to be called in a transaction. A process that the post-mortem has no more changes nothing.
 */
@Service
public class PostMortemWriting {

    static final String WRITE = "Task_WritePostMortem";
    static final String REVIEW = "Task_ReviewPostMortem";

    private final PostMortems postMortems;
    private final PostMortemActions actions;
    private final Turns turns;
    private final Plans plans;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostMortemWriting(
            PostMortems postMortems,
            PostMortemActions actions,
            Turns turns,
            Plans plans,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.postMortems = postMortems;
        this.actions = actions;
        this.turns = turns;
        this.plans = plans;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Keeps a draft and hands it to the reviewer. Nothing changes once the post-mortem is approved.
     *
     * @return the account of the author
     * @throws DraftRefusedException if nobody answers for it, or a section or the list of actions is not acceptable
     * @throws org.vigie.shared.BusyElsewhereException while it is not known who wrote it
     */
    public String recordDraft(String id, Draft draft, RecordingStep step) {
        Turn turn = turns.of(id, WRITE, step);
        String author = turn.answerable();
        Sections sections = draft.checkedSections();
        List<LongTermAction> wanted = draft.checkedActions();
        transaction.executeWithoutResult(status -> {
            if (isOpenTo(step, postMortems.lock(id))) {
                postMortems.keep(id, PostMortemStatus.REVIEW, sections);
                postMortems.addAuthor(id, author);
                actions.replace(id, wanted);
                add(id, author, "post-mortem written", Map.of("actions", "" + wanted.size()), turn);
            }
        });
        return author;
    }

    /**
     * Keeps the verdict of a second person.
     *
     * @return the account of the reviewer
     * @throws DraftRefusedException if the reviewer is one of the authors and the plan does not allow that, is not known, or
     *     does not say what to do
     * @throws org.vigie.shared.BusyElsewhereException while it is not known who reviewed it
     */
    public String recordReview(String id, Review review, RecordingStep step) {
        Turn turn = turns.of(id, REVIEW, step);
        String reviewer = turn.answerable();
        review.check();
        transaction.executeWithoutResult(status -> {
            PostMortem postMortem = postMortems.lock(id);
            checkReviewer(postMortem, reviewer);
            if (isOpenTo(step, postMortem)) {
                postMortems.reviewed(
                        id, reviewer, review.approves() ? PostMortemStatus.APPROVED : PostMortemStatus.WRITING);
                add(
                        id,
                        reviewer,
                        review.approves() ? "post-mortem approved" : "changes to post-mortem asked for",
                        review.remark().isEmpty() ? Map.of() : Map.of("comment", review.remark()),
                        turn);
            }
        });
        return reviewer;
    }

    private void checkReviewer(PostMortem postMortem, String reviewer) {
        boolean authorMay =
                plans.require(postMortem.application()).tickets().postMortem().mayBeReviewedByAuthor();
        if (!authorMay && postMortem.authors().stream().anyMatch(reviewer::equalsIgnoreCase)) {
            throw new DraftRefusedException(
                    "the account " + reviewer + " wrote the post-mortem",
                    "Let a second person read it and complete this task with their own account.");
        }
    }

    private static boolean isOpenTo(RecordingStep step, PostMortem postMortem) {
        Long owner = postMortem.processInstanceKey();
        return postMortem.status().isDraft() && owner != null && owner == step.processInstanceKey();
    }

    private void add(String id, String actor, String action, Map<String, String> details, Turn turn) {
        audit.add(new AuditEntry(id, clock.instant(), actor, action, details), id + "/turn/" + turn.number());
    }
}
