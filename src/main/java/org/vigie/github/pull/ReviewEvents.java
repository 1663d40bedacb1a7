package org.vigie.github.pull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.github.webhook.EventHandler;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.GitHubUser;
import org.vigie.github.webhook.Payload;

/** Reviews of pull requests. Only people who belong to the repository count: anybody may press approve on GitHub. */
@Component
class ReviewEvents implements EventHandler {

    /** What GitHub calls people who may push to the repository. Members who hide that they are get another word. */
    static final Set<String> TRUSTED = Set.of("OWNER", "MEMBER", "COLLABORATOR");

    private final ChangeReviews reviews;
    private final ChangeRecords changes;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewEvents(ChangeReviews reviews, ChangeRecords changes, AuditTrail audit, Clock clock) {
        this.reviews = reviews;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Set<String> events() {
        return Set.of("pull_request_review");
    }

    @Override
    public String handle(GitHubDelivery delivery) {
        Payload review = delivery.payload().at("/review");
        String state = review.text("/state").toLowerCase(Locale.ROOT);
        if (!Set.of("approved", "changes_requested", "commented", "dismissed").contains(state)
                || !Set.of("submitted", "dismissed").contains(String.valueOf(delivery.action()))) {
            return "ignored";
        }
        int number = delivery.payload().intNumber("/pull_request/number");
        GitHubUser reviewer = GitHubUser.of(review.at("/user"));
        String association = review.find("/author_association").orElse("");
        // whoever may dismiss may push; the reviewer may have left since
        boolean counts = TRUSTED.contains(association) || state.equals("dismissed");
        if (!counts || reviewer.isGhost()) {
            return notCounted(delivery, number, reviewer, state, association);
        }
        Instant at = review.findInstant("/submitted_at").orElse(delivery.receivedAt());
        reviews.keep(delivery.repositoryId(), number, reviewer, state, at);
        List<ChangeRecords.Row> rows = changes.ofPullRequest(delivery.repositoryId(), number);
        reviews.refresh(delivery.repositoryId(), number);
        for (ChangeRecords.Row row : rows) {
            audit.add(
                    new AuditEntry(
                            row.ticketId(),
                            clock.instant(),
                            state.equals("dismissed") ? delivery.actor() : reviewer.login() + " (GitHub)",
                            "change reviewed on GitHub",
                            Map.of(
                                    "decision",
                                    state.replace('_', ' '),
                                    "reviewer",
                                    reviewer.login(),
                                    "pullRequest",
                                    delivery.payload()
                                            .find("/pull_request/html_url")
                                            .orElse("#" + number))),
                    delivery.key(row.ticketId()));
        }
        return rows.isEmpty() ? "the pull request names no ticket" : "evidence";
    }

    /** Seen, so that nobody wonders why the gate does not know of it. */
    private String notCounted(
            GitHubDelivery delivery, int number, GitHubUser reviewer, String state, String association) {
        for (ChangeRecords.Row row : changes.ofPullRequest(delivery.repositoryId(), number)) {
            audit.add(
                    new AuditEntry(
                            row.ticketId(),
                            clock.instant(),
                            reviewer.login() + " (GitHub)",
                            "review on GitHub not counted",
                            Map.of(
                                    "decision",
                                    state.replace('_', ' '),
                                    "association",
                                    association,
                                    "reason",
                                    "GitHub does not tell that the account belongs to the repository")),
                    delivery.key(row.ticketId()));
        }
        return "not counted: the reviewer is no owner, member or collaborator by what GitHub tells";
    }
}
