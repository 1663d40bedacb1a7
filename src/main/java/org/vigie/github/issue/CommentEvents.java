package org.vigie.github.issue;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
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
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/** Comments on issues: the reporter's answer to a question goes to the process, the others to the audit trail. */
@Component
class CommentEvents implements EventHandler {

    private static final int LONGEST = 4_000;

    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final SyncQueue sync;
    private final StatusComment mark;
    private final AuditTrail audit;
    private final Clock clock;

    CommentEvents(
            LinkedIssues issues, TicketDesk desk, SyncQueue sync, StatusComment mark, AuditTrail audit, Clock clock) {
        this.issues = issues;
        this.desk = desk;
        this.sync = sync;
        this.mark = mark;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Set<String> events() {
        return Set.of("issue_comment");
    }

    @Override
    public String handle(GitHubDelivery delivery) {
        // comments on pull requests come as the same event
        if (delivery.payload().has("/issue/pull_request")) {
            return "ignored";
        }
        var found = issues.find(delivery.repositoryId(), delivery.payload().intNumber("/issue/number"));
        if (found.isEmpty()) {
            if (clock.instant().isBefore(delivery.receivedAt().plus(IssueEvents.PATIENCE))) {
                throw new TooEarlyException("the issue is not known as a ticket yet");
            }
            return "the issue is no ticket";
        }
        return switch (String.valueOf(delivery.action())) {
            case "created" -> created(delivery, found.get());
            case "deleted" -> deleted(delivery, found.get());
            default -> "ignored";
        };
    }

    private String created(GitHubDelivery delivery, LinkedIssue issue) {
        Payload comment = delivery.payload().at("/comment");
        String text = comment.find("/body").orElse("");
        Ticket ticket = desk.get(issue.ticketId());
        if (isOwn(delivery, issue, ticket, comment, text)) {
            return "Vigie's own";
        }
        String shortened = Texts.cut(text, LONGEST);
        GitHubUser author = GitHubUser.of(comment.at("/user"));
        boolean awaited = !author.isGhost()
                && author.id() == issue.reporterId()
                && ticket.status() == TicketStatus.WAITING_FOR_REPORTER;
        if (awaited && Texts.isVisible(shortened)) {
            String answerId = "github/comment/" + comment.number("/id");
            desk.answer(issue.ticketId(), answerId, shortened, delivery.actor());
            return "answer to " + issue.ticketId();
        }
        audit.add(
                new AuditEntry(
                        issue.ticketId(),
                        clock.instant(),
                        delivery.actor(),
                        "comment on GitHub",
                        Map.of("comment", shortened)),
                "github/comment/" + comment.number("/id"));
        return "noted";
    }

    /** The mark is no proof once the comment is there for all to read; then its number is. */
    private boolean isOwn(GitHubDelivery delivery, LinkedIssue issue, Ticket ticket, Payload comment, String text) {
        Long own = issue.commentId();
        return own != null ? own == comment.number("/id") : mark.isAtTheBeginning(text, ticket, delivery.plan());
    }

    private String deleted(GitHubDelivery delivery, LinkedIssue issue) {
        Long own = issue.commentId();
        if (own == null || own != delivery.payload().number("/comment/id")) {
            return "ignored";
        }
        issues.comment(issue.ticketId(), null, clock.instant());
        sync.requestIssue(issue.ticketId(), issue.application());
        return "is written again";
    }
}
