package org.vigie.github.pull;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.change.MergeAnnouncements;
import org.vigie.github.sync.SyncQueue;
import org.vigie.github.webhook.EventHandler;
import org.vigie.github.webhook.GitHubDelivery;

/** Pull requests: those that name tickets are kept as evidence, and a merge is told to the process. */
@Component
class PullRequestEvents implements EventHandler {

    private static final Set<String> ACTIONS =
            Set.of("opened", "edited", "reopened", "synchronize", "ready_for_review", "converted_to_draft", "closed");

    private final NamedTickets named;
    private final ChangeRecords changes;
    private final ChangeChecks checks;
    private final ChangeReviews reviews;
    private final SyncQueue sync;
    private final AuditTrail audit;
    private final MergeAnnouncements merges;
    private final Clock clock;

    PullRequestEvents(
            NamedTickets named,
            ChangeRecords changes,
            ChangeChecks checks,
            ChangeReviews reviews,
            SyncQueue sync,
            AuditTrail audit,
            MergeAnnouncements merges,
            Clock clock) {
        this.named = named;
        this.changes = changes;
        this.checks = checks;
        this.reviews = reviews;
        this.sync = sync;
        this.audit = audit;
        this.merges = merges;
        this.clock = clock;
    }

    @Override
    public Set<String> events() {
        return Set.of("pull_request");
    }

    @Override
    public String handle(GitHubDelivery delivery) {
        if (!ACTIONS.contains(String.valueOf(delivery.action()))) {
            return "ignored";
        }
        PullRequest pull = PullRequest.of(delivery);
        if (changes.isOvertaken(pull)) {
            return "overtaken by what is known";
        }
        Set<String> tickets = named.in(pull, delivery.plan());
        if (isOfAStrangerAfterTheMerge(pull, delivery)) {
            tickets.retainAll(known(pull));
        }
        changes.keepOnly(tickets, pull);
        if (tickets.isEmpty()) {
            return "names no ticket";
        }
        tickets.forEach(ticketId -> keep(ticketId, pull, delivery));
        checks.refresh(
                pull.repositoryId(), pull.headSha(), delivery.plan().github().testWorkflows());
        reviews.refresh(pull.repositoryId(), pull.number());
        sync.requestPullRequest(
                pull.repositoryId(), pull.number(), delivery.plan().application());
        return "evidence of " + String.join(", ", tickets);
    }

    /** Whoever wrote a pull request may edit it for ever: what was merged is what it said before. */
    private static boolean isOfAStrangerAfterTheMerge(PullRequest pull, GitHubDelivery delivery) {
        return pull.state() == ChangeState.MERGED
                && pull.standing() > PullRequest.OF_THE_TEAM
                && "edited".equals(delivery.action());
    }

    private Set<String> known(PullRequest pull) {
        return changes.ofPullRequest(pull.repositoryId(), pull.number()).stream()
                .map(ChangeRecords.Row::ticketId)
                .collect(Collectors.toSet());
    }

    private void keep(String ticketId, PullRequest pull, GitHubDelivery delivery) {
        boolean proposed = changes.insert(ticketId, pull);
        if (!proposed && !changes.update(ticketId, pull)) {
            return;
        }
        if (proposed) {
            note(ticketId, "pull request opened", pull, delivery);
        }
        if (pull.state() == ChangeState.MERGED) {
            note(ticketId, "pull request merged", pull, delivery);
            merges.merged(ticketId, pull.url(), pull.mergeCommit() == null ? "" : pull.mergeCommit());
        } else if (pull.state() == ChangeState.CLOSED) {
            note(ticketId, "pull request closed without a merge", pull, delivery);
        }
    }

    private void note(String ticketId, String action, PullRequest pull, GitHubDelivery delivery) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("pullRequest", pull.url());
        details.put("branch", pull.branch());
        if (pull.standing() > PullRequest.OF_THE_TEAM) {
            details.put("from", "somebody who may not push to the repository, as far as GitHub tells");
        }
        details.put("commit", pull.mergeCommit() == null ? pull.headSha() : pull.mergeCommit());
        audit.add(
                new AuditEntry(ticketId, clock.instant(), delivery.actor(), action, details),
                delivery.key(ticketId + "/" + action));
    }
}
