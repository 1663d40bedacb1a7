package org.vigie.github.issue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHIssueStateReason;
import org.kohsuke.github.GHLabel;
import org.springframework.stereotype.Component;
import org.vigie.github.api.GitHubTrouble;
import org.vigie.github.sync.SyncAction;
import org.vigie.github.sync.SyncTask;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/**
 * Brings an issue up to date with its ticket: labels, the one comment, open or closed. Everything is compared with what
 * GitHub has before it is written. A comment is only created after Vigie's own was looked for, so one that GitHub made
 * although it answered with an error is found and edited instead.
 */
@Component
class IssueSync implements SyncAction {

    /** How long a comment that was just created may be missing from GitHub's list. */
    private static final Duration SHOWS_WITHIN = Duration.ofMinutes(5);

    private final LinkedIssues issues;
    private final TicketDesk desk;
    private final IssueLabels labels;
    private final StatusComment comment;
    private final Clock clock;

    IssueSync(LinkedIssues issues, TicketDesk desk, IssueLabels labels, StatusComment comment, Clock clock) {
        this.issues = issues;
        this.desk = desk;
        this.labels = labels;
        this.comment = comment;
        this.clock = clock;
    }

    @Override
    public SyncTask.Kind kind() {
        return SyncTask.Kind.ISSUE;
    }

    @Override
    public void run(String ticketId, MaintenancePlan plan, Repository repository) throws IOException {
        LinkedIssue linked = issues.findByTicket(ticketId).orElseThrow();
        if (linked.gone()) {
            return;
        }
        Ticket ticket = desk.get(ticketId);
        GHIssue issue = repository.get().getIssue(linked.number());
        writeLabels(issue, ticket, plan);
        writeComment(issue, ticket, plan, linked);
        writeState(issue, linked);
    }

    private void writeLabels(GHIssue issue, Ticket ticket, MaintenancePlan plan) throws IOException {
        Collection<String> present =
                issue.getLabels().stream().map(GHLabel::getName).toList();
        IssueLabels.Change change = labels.change(ticket, plan, present);
        if (!change.add().isEmpty()) {
            issue.addLabels(change.add().toArray(String[]::new));
        }
        for (String label : change.remove()) {
            try {
                issue.removeLabel(label);
            } catch (FileNotFoundException e) {
                // somebody else took it off meanwhile
            }
        }
    }

    private void writeComment(GHIssue issue, Ticket ticket, MaintenancePlan plan, LinkedIssue linked)
            throws IOException {
        String text = comment.text(ticket, plan, linked);
        GHIssueComment own = find(issue, comment.mark(ticket, plan), linked.commentId());
        if (own == null) {
            waitForOneJustCreated(linked);
            own = issue.comment(text);
        } else if (!text.strip().equals(own.getBody().replace("\r\n", "\n").strip())) {
            own.update(text);
        }
        if (linked.commentId() == null || linked.commentId() != own.getId()) {
            issues.comment(ticket.id(), own.getId(), clock.instant());
        }
    }

    private static @Nullable GHIssueComment find(GHIssue issue, String mark, @Nullable Long id) throws IOException {
        List<GHIssueComment> all =
                issue.queryComments().list().withPageSize(100).toList();
        GHIssueComment marked = null;
        for (GHIssueComment candidate : all) {
            if (id != null && candidate.getId() == id) {
                return candidate;
            }
            if (marked == null
                    && candidate.getBody() != null
                    && candidate.getBody().startsWith(mark)) {
                marked = candidate;
            }
        }
        return marked;
    }

    private void waitForOneJustCreated(LinkedIssue linked) throws GitHubTrouble {
        Instant created = linked.commentAt();
        if (linked.commentId() != null && created != null && clock.instant().isBefore(created.plus(SHOWS_WITHIN))) {
            throw new GitHubTrouble(0, null, "the comment does not show yet", null);
        }
    }

    private void writeState(GHIssue issue, LinkedIssue linked) throws IOException {
        String wanted = linked.wantedState();
        if (wanted == null) {
            return;
        }
        boolean open = issue.getState() == GHIssueState.OPEN;
        if (wanted.equals("open") && !open) {
            issue.reopen();
        } else if (!wanted.equals("open") && open) {
            issue.close(wanted.equals("completed") ? GHIssueStateReason.COMPLETED : GHIssueStateReason.NOT_PLANNED);
        }
        issues.reached(linked.ticketId(), wanted);
    }
}
