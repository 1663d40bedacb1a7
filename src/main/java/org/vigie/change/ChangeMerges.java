package org.vigie.change;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.TicketStep;

/** Finds out whether the reviewed change of a ticket is merged, from whatever has told so. */
@Service
public class ChangeMerges {

    private final OpenChanges changes;
    private final MergedChanges merged;
    private final ChangeReports reports;
    private final StepOutcomes steps;
    private final AuditTrail audit;
    private final Clock clock;

    ChangeMerges(
            OpenChanges changes,
            MergedChanges merged,
            ChangeReports reports,
            StepOutcomes steps,
            AuditTrail audit,
            Clock clock) {
        this.changes = changes;
        this.merged = merged;
        this.reports = reports;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    /** A pull request that is merged; either value may be unknown. */
    public record Merge(
            @Nullable String pullRequest, @Nullable String mergeCommit) {

        boolean isEmpty() {
            return pullRequest == null && mergeCommit == null;
        }
    }

    /**
     * The merge of the reviewed change, if it has happened. A merge that had its effect in an earlier round does not
     * count; the merge of a pull request that was not reviewed does not count either and is reported.
     *
     * @param reviewed the pull request that passed the gate; null if it was overridden without one
     * @param announced what a message told; both values null if none came
     */
    @Transactional
    public Optional<Merge> find(String ticketId, @Nullable String reviewed, Merge announced) {
        steps.lock(ticketId);
        steps.mergesSeen(ticketId);
        Optional<Merge> found = Stream.concat(Stream.of(announced), told(ticketId))
                .filter(merge -> !merge.isEmpty())
                .filter(merge -> !changes.isDone(ticketId, merge.pullRequest(), merge.mergeCommit()))
                .filter(merge -> isReviewed(ticketId, reviewed, merge))
                .findFirst();
        found.ifPresent(merge -> note(ticketId, merge));
        return found;
    }

    /** The merge has had its effect: from now on it is no news when it is told again. */
    @Transactional
    public void done(String ticketId, @Nullable String pullRequest, @Nullable String mergeCommit) {
        steps.lock(ticketId);
        steps.mergesSeen(ticketId);
        merged.add(ticketId, pullRequest, mergeCommit, clock.instant());
    }

    private Stream<Merge> told(String ticketId) {
        return changes.of(ticketId).stream()
                .filter(ChangeEvidenceSource.Evidence::merged)
                .map(change -> new Merge(change.pullRequest(), change.mergeCommit()));
    }

    private boolean isReviewed(String ticketId, @Nullable String reviewed, Merge merge) {
        String pullRequest = merge.pullRequest();
        if (reviewed == null
                || reviewed.isBlank()
                || pullRequest == null
                || MergedChanges.same(reviewed, pullRequest)) {
            return true;
        }
        reports.mergedPastTheGate(ticketId, pullRequest, merge.mergeCommit());
        return false;
    }

    private void note(String ticketId, Merge merge) {
        String pullRequest = merge.pullRequest() == null ? "" : merge.pullRequest();
        String commit = merge.mergeCommit() == null ? "" : merge.mergeCommit();
        steps.ended(ticketId, TicketStep.MERGE);
        audit.add(
                new AuditEntry(
                        ticketId,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        TicketStep.MERGE.completed(),
                        Map.of("pullRequest", pullRequest, "mergeCommit", commit, "toldBy", "tracker")),
                ticketId + "/merged/" + pullRequest + "/" + commit);
    }
}
