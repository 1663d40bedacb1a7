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
import org.vigie.github.webhook.Payload;
import org.vigie.github.webhook.TooEarlyException;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/** Comments on issues: the reporter's answer to a question goes to the process, the others to the audit trail. */
@Component
class CommentEvents implements EventHandler {

    private static final int LONGEST = 4_000;

    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final SyncQueue sync;
    private final AuditTrail audit;
    private final Clock clock;

    CommentEvents(LinkedIssues issues, TicketDesk desk, SyncQueue sync, AuditTrail audit, Clock clock) {
        this.issues = issues;
        this.desk = desk;
        this.sync = sync;
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
        if (StatusComment.isMarked(text)) {
            return "Vigie's own";
        }
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        boolean awaited = comment.number("/user/id") == issue.reporterId()
                && desk.get(issue.ticketId()).status() == TicketStatus.WAITING_FOR_REPORTER;
        if (awaited && !shortened.isBlank()) {
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
