package org.vigie.github.issue;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.github.sync.SyncQueue;
import org.vigie.github.webhook.EventHandler;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.TooEarlyException;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/**
 * What happens to issues. A label that people change changes the ticket; where it cannot, it is noted and put right again:
 * the ticket says what holds.
 */
@Component
class IssueEvents implements EventHandler {

    /** How long the delivery that makes a ticket of the issue may be behind. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IssueIntake intake;
    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final SyncQueue sync;
    private final IssueLabels labels;
    private final IssueRelabelling relabelling;
    private final AuditTrail audit;
    private final Clock clock;

    IssueEvents(
            IssueIntake intake,
            LinkedIssues issues,
            TicketDesk desk,
            SyncQueue sync,
            IssueLabels labels,
            IssueRelabelling relabelling,
            AuditTrail audit,
            Clock clock) {
        this.intake = intake;
        this.issues = issues;
        this.desk = desk;
        this.sync = sync;
        this.labels = labels;
        this.relabelling = relabelling;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Set<String> events() {
        return Set.of("issues");
    }

    @Override
    public String handle(GitHubDelivery delivery) {
        String action = String.valueOf(delivery.action());
        if (action.equals("opened")) {
            Ticket ticket = intake.take(delivery);
            sync.requestIssue(ticket.id(), ticket.application());
            return "ticket " + ticket.id();
        }
        var found = issues.find(delivery.repositoryId(), delivery.payload().intNumber("/issue/number"));
        if (found.isEmpty()) {
            return unknown(delivery, action);
        }
        LinkedIssue issue = found.get();
        return switch (action) {
            case "labeled", "unlabeled" -> labelled(delivery, issue, action.equals("labeled"));
            case "edited" -> noted(delivery, issue, "issue edited on GitHub", Map.of());
            case "closed" -> closed(delivery, issue);
            case "reopened" -> reopened(delivery, issue);
            case "deleted", "transferred" -> {
                issues.gone(issue.ticketId());
                yield noted(delivery, issue, "issue " + action + " on GitHub", Map.of());
            }
            default -> "ignored";
        };
    }

    private String unknown(GitHubDelivery delivery, String action) {
        boolean matters = action.equals("closed") || action.equals("reopened");
        if (matters && clock.instant().isBefore(delivery.receivedAt().plus(PATIENCE))) {
            throw new TooEarlyException("the issue is not known as a ticket yet");
        }
        return "the issue is no ticket";
    }

    private String labelled(GitHubDelivery delivery, LinkedIssue issue, boolean added) {
        LabelChange change = LabelChange.of(delivery.payload(), added);
        if (labels.agrees(desk.get(issue.ticketId()), delivery.plan(), change.label(), added)) {
            return "as it should be";
        }
        if (relabelling.take(delivery, issue, change)) {
            return "ticket " + issue.ticketId() + " reclassified";
        }
        return noted(
                delivery,
                issue,
                added ? "label added on GitHub" : "label removed on GitHub",
                Map.of("label", change.label()));
    }

    private String closed(GitHubDelivery delivery, LinkedIssue issue) {
        if (desk.get(issue.ticketId()).status().isClosed()) {
            return "the ticket is closed already";
        }
        String reason = delivery.payload().find("/issue/state_reason").orElse("completed");
        if (reason.equals("not_planned") || reason.equals("duplicate")) {
            desk.cancel(
                    issue.ticketId(),
                    delivery.key("cancel"),
                    "issue closed on GitHub as " + reason.replace('_', ' '),
                    delivery.actor());
            return "cancellation of " + issue.ticketId() + " requested";
        }
        // closed by a merge or too early: whether the ticket is resolved is found out by its validation
        return noted(delivery, issue, "issue closed on GitHub", Map.of("reason", reason));
    }

    private String reopened(GitHubDelivery delivery, LinkedIssue issue) {
        issues.want(issue.ticketId(), null);
        if (!desk.get(issue.ticketId()).status().isClosed()) {
            return noted(delivery, issue, "issue reopened on GitHub", Map.of());
        }
        desk.reopen(issue.ticketId(), delivery.key("reopen"), "issue reopened on GitHub", delivery.actor());
        return "reopening of " + issue.ticketId() + " requested";
    }

    private String noted(GitHubDelivery delivery, LinkedIssue issue, String action, Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put("issue", "#" + issue.number());
        audit.add(
                new AuditEntry(issue.ticketId(), clock.instant(), delivery.actor(), action, all),
                delivery.key("audit"));
        sync.requestIssue(issue.ticketId(), issue.application());
        return "noted";
    }
}
