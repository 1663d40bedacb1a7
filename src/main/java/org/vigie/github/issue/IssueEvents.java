package org.vigie.github.issue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.github.sync.SyncQueue;
import org.vigie.github.webhook.EventHandler;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.GitHubUser;
import org.vigie.github.webhook.Payload;
import org.vigie.github.webhook.TooEarlyException;
import org.vigie.shared.value.Texts;
import org.vigie.ticket.TicketDesk;

/**
 * What happens to issues. A label that people change changes the ticket; where it cannot, it is noted and put right again:
 * the ticket says what holds.
 */
@Component
class IssueEvents implements EventHandler {

    /** How long the delivery that makes a ticket of the issue may be behind. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What is to have an effect also when it is told before the issue itself. */
    private static final Set<String> HEARD =
            Set.of("labeled", "unlabeled", "closed", "reopened", "deleted", "transferred");

    private static final String LEFT_OUT = "its author is left out by the plan";
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TEXT = 4_000;

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
            return taken(delivery);
        }
        var found = issues.find(delivery.repositoryId(), delivery.payload().intNumber("/issue/number"));
        if (found.isEmpty()) {
            return unknown(delivery, action);
        }
        LinkedIssue issue = found.get();
        return switch (action) {
            case "labeled", "unlabeled" -> labelled(delivery, issue, action.equals("labeled"));
            case "edited" -> noted(delivery, issue, "issue edited on GitHub", edits(delivery.payload()));
            case "closed" -> closed(delivery, issue);
            case "reopened" -> reopened(delivery, issue);
            case "deleted", "transferred" -> {
                issues.gone(issue.ticketId());
                yield noted(delivery, issue, "issue " + action + " on GitHub", movedTo(delivery.payload()));
            }
            default -> "ignored";
        };
    }

    private String taken(GitHubDelivery delivery) {
        return intake.take(delivery)
                .map(ticket -> {
                    sync.requestIssue(ticket.id(), ticket.application());
                    return "ticket " + ticket.id();
                })
                .orElse(LEFT_OUT);
    }

    /** An issue from before the connection that is reopened is work like any other. */
    private String unknown(GitHubDelivery delivery, String action) {
        GitHubUser author = GitHubUser.of(delivery.payload().at("/issue/user"));
        if (delivery.plan().github().leavesOut(author.login())) {
            return LEFT_OUT;
        }
        if (HEARD.contains(action)
                && clock.instant().isBefore(delivery.receivedAt().plus(PATIENCE))) {
            throw new TooEarlyException("the issue is not known as a ticket yet");
        }
        return action.equals("reopened") ? taken(delivery) : "the issue is no ticket";
    }

    private String labelled(GitHubDelivery delivery, LinkedIssue issue, boolean added) {
        List<LabelChange> changes = LabelChange.of(delivery, issue, added);
        List<String> outcomes = new ArrayList<>();
        for (LabelChange change : changes) {
            outcomes.add(
                    issue.isOvertaken(change.label(), added, delivery.issueAt())
                            ? "overtaken by what is known"
                            : labelled(delivery, issue, change));
        }
        issues.seen(issue.ticketId(), delivery.labels(), delivery.issueAt());
        // which label it was is not known: what the ticket says is written again
        return outcomes.isEmpty()
                ? noted(delivery, issue, "label changed on GitHub", Map.of())
                : outcomes.stream().distinct().collect(Collectors.joining(", "));
    }

    private String labelled(GitHubDelivery delivery, LinkedIssue issue, LabelChange change) {
        if (labels.agrees(desk.get(issue.ticketId()), delivery.plan(), change.label(), change.added())) {
            return "as it should be";
        }
        if (relabelling.take(delivery, issue, change)) {
            return "ticket " + issue.ticketId() + " reclassified";
        }
        return noted(
                delivery,
                issue,
                change.added() ? "label added on GitHub" : "label removed on GitHub",
                Map.of("label", Texts.cut(Texts.oneLine(change.label()), LONGEST_LINE)));
    }

    /** What was changed, as it was and as it is, for people to read; the ticket keeps what it was made of. */
    private static Map<String, String> edits(Payload payload) {
        Map<String, String> edits = new LinkedHashMap<>();
        payload.find("/changes/title/from").ifPresent(before -> {
            edits.put("titleBefore", Texts.cut(Texts.oneLine(before), LONGEST_LINE));
            edits.put(
                    "title",
                    Texts.cut(Texts.oneLine(payload.find("/issue/title").orElse("")), LONGEST_LINE));
        });
        if (payload.has("/changes/body")) {
            edits.put("text", Texts.cut(payload.find("/issue/body").orElse(""), LONGEST_TEXT));
        }
        return edits;
    }

    private static Map<String, String> movedTo(Payload payload) {
        return payload.find("/changes/new_issue/html_url")
                .map(address -> Map.of("movedTo", Texts.cut(Texts.oneLine(address), LONGEST_LINE)))
                .orElse(Map.of());
    }

    private String closed(GitHubDelivery delivery, LinkedIssue issue) {
        if (desk.get(issue.ticketId()).status().isClosed()) {
            waitFor(desk.isBeingReopened(issue.ticketId(), GitHubDelivery.KEYS), issue, "taken up again");
            issues.stateAt(issue.ticketId(), delivery.issueAt());
            return "the ticket is closed already";
        }
        if (!issues.stateAt(issue.ticketId(), delivery.issueAt())) {
            return overtaken(delivery, issue, "closed");
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
        if (!issues.stateAt(issue.ticketId(), delivery.issueAt())) {
            return overtaken(delivery, issue, "reopened");
        }
        issues.want(issue.ticketId(), null);
        waitFor(desk.isBeingCancelled(issue.ticketId(), GitHubDelivery.KEYS), issue, "cancelled");
        if (!desk.get(issue.ticketId()).status().isClosed()) {
            return noted(delivery, issue, "issue reopened on GitHub", Map.of());
        }
        desk.reopen(issue.ticketId(), delivery.key("reopen"), "issue reopened on GitHub", delivery.actor());
        return "reopening of " + issue.ticketId() + " requested";
    }

    /** What GitHub told before has its effect first: the process may be some seconds behind. */
    private static void waitFor(boolean underWay, LinkedIssue issue, String what) {
        if (underWay) {
            throw new TooEarlyException("ticket " + issue.ticketId() + " is still to be " + what);
        }
    }

    /** GitHub's time stamps tell the order, not the order of deliveries. */
    private String overtaken(GitHubDelivery delivery, LinkedIssue issue, String what) {
        noted(
                delivery,
                issue,
                "issue " + what + " on GitHub, told late",
                Map.of("at", delivery.issueAt().toString()));
        return "overtaken by what happened later";
    }

    private String noted(GitHubDelivery delivery, LinkedIssue issue, String action, Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put("issue", "#" + issue.number());
        audit.add(
                new AuditEntry(issue.ticketId(), clock.instant(), delivery.actor(), action, all),
                delivery.key("audit/" + action + "/" + details.getOrDefault("label", "")));
        sync.requestIssue(issue.ticketId(), issue.application());
        return "noted";
    }
}
