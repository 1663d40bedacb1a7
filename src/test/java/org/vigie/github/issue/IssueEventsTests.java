package org.vigie.github.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.audit.AuditEntry;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.github.webhook.Deliverer;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketType;

@GitHubTest
class IssueEventsTests {

    private static final AtomicInteger NUMBER = new AtomicInteger(100);

    @Autowired
    Deliverer github;

    @Autowired
    TicketDesk desk;

    @Autowired
    LinkedIssues issues;

    @Autowired
    StatusComment comment;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private final int number = NUMBER.incrementAndGet();

    @Test
    void makesATicketOfAnOpenedIssue() {
        Ticket ticket = open(issue -> {});
        assertThat(ticket.id()).startsWith("MT-");
        assertThat(ticket.title()).isEqualTo("Spelling error in the README file");
        assertThat(ticket.description())
                .startsWith("It looks like you accidently spelled")
                .contains("https://github.com/Codertocat/Hello-World/issues/1");
        assertThat(ticket.type()).isEqualTo(TicketType.CORRECTIVE);
        assertThat(ticket.impact()).isEqualTo(Impact.LIMITED);
        assertThat(ticket.labels()).containsExactly(Label.BUG);
        assertThat(ticket.priority()).isEqualTo("LEVEL_3");
        assertThat(ticket.source()).isEqualTo(TicketSource.GITHUB);
        assertThat(ticket.reporter().name()).isEqualTo("Codertocat");
        assertThat(ticket.reporter().receivesMail()).isFalse();
        assertThat(ticket.resolutionDue()).isNotNull();
    }

    @Test
    void readsTypePriorityAndNatureFromLabels() {
        Ticket ticket = open(issue -> labels(issue, "Level 1", "TYPE: PREVENTIVE", "enhancement", "of their own"));
        assertThat(ticket.type()).isEqualTo(TicketType.PREVENTIVE);
        assertThat(ticket.priority()).isEqualTo("LEVEL_1");
        assertThat(ticket.impact()).isEqualTo(Impact.SERVICE_DOWN);
        assertThat(ticket.labels()).containsExactly(Label.FEATURE);
    }

    @Test
    void takesSecurityAsAFlawUnlessSomebodySaidOtherwise() {
        assertThat(open(issue -> labels(issue, "security")).impact()).isEqualTo(Impact.SECURITY_FLAW);
    }

    @Test
    void readsTheFormOfTheTemplate() {
        Ticket ticket = open(issue -> {
            labels(issue);
            issue.put(
                    "body",
                    "### Kind of maintenance\n\nadaptive: the environment changes\n\n"
                            + "### Impact\n\nkey-function-degraded: x\n\n### Email\n\nines@example.org\n");
        });
        assertThat(ticket.type()).isEqualTo(TicketType.ADAPTIVE);
        assertThat(ticket.priority()).isEqualTo("LEVEL_2");
        assertThat(ticket.reporter().email()).isEqualTo("ines@example.org");
    }

    @Test
    void takesWhatThePeopleOfTheInternetWrite() {
        Ticket ticket = open(issue -> {
            issue.put("title", "a\u0000b\r\nBcc: c@example.org " + "x".repeat(300));
            issue.put("body", "\u0000\ud800 half a character " + "y".repeat(70_000));
            ((ObjectNode) issue.path("user")).put("login", "dependabot[bot]");
        });
        assertThat(ticket.title())
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContain("\n")
                .doesNotContain("\u0000");
        assertThat(ticket.description()).hasSizeLessThanOrEqualTo(10_000).contains("https://github.com/");
        assertThat(ticket.reporter().name()).isEqualTo("dependabot[bot]");
    }

    @Test
    void takesAnIssueWithoutText() {
        assertThat(open(issue -> issue.putNull("body")).description()).startsWith("https://github.com/");
    }

    @Test
    void notesLabelsThatSayNothingAboutTheTicket() {
        Ticket ticket = open(issue -> {});
        assertThat(event(
                        "issues.labeled",
                        payload -> Recorded.at(payload, "/label").put("name", "status: resolved")))
                .isEqualTo("noted");
        assertThat(event(
                        "issues.unlabeled",
                        payload -> Recorded.at(payload, "/label").put("name", "status: resolved")))
                .isEqualTo("as it should be");
        assertThat(event("issues.labeled", payload -> {
                    Recorded.at(payload, "/label").put("name", "of their own");
                    Recorded.at(payload, "/issue").put("updated_at", "2026-11-20T09:00:00Z");
                }))
                .isEqualTo("noted");
        assertThat(desk.get(ticket.id())).isEqualTo(ticket);
        assertThat(actions(ticket).stream().filter("label added on GitHub"::equals))
                .hasSize(2);
    }

    @Test
    void asksForCancellationWhenAnIssueIsClosedAsNotPlanned() {
        Ticket ticket = open(issue -> {});
        assertThat(event("issues.reopened", this::closedAs)).contains("cancellation of " + ticket.id());
        assertThat(actions(ticket)).contains("cancellation requested");
    }

    @Test
    void leavesTheTicketOpenWhenAnIssueIsClosedAsCompleted() {
        Ticket ticket = open(issue -> {});
        assertThat(event("issues.reopened", payload -> {
                    closedAs(payload);
                    Recorded.at(payload, "/issue").put("state_reason", "completed");
                }))
                .isEqualTo("noted");
        assertThat(actions(ticket)).contains("issue closed on GitHub").doesNotContain("cancellation requested");
    }

    @Test
    void asksForReopeningOfAClosedTicket() {
        Ticket ticket = open(issue -> {});
        jdbc.sql("UPDATE ticket SET status = 'resolved', closed_at = created_at WHERE id = ?")
                .param(ticket.id())
                .update();
        issues.want(ticket.id(), "completed");
        assertThat(event("issues.reopened", payload -> {})).contains("reopening of " + ticket.id());
        assertThat(actions(ticket)).contains("reopening requested");
        assertThat(issues.findByTicket(ticket.id()).orElseThrow().wantedState()).isNull();
    }

    @Test
    void refusesReopeningAfterThePeriodOfThePlan() {
        Ticket ticket = open(issue -> {});
        jdbc.sql("UPDATE ticket SET status = 'resolved', closed_at = created_at - interval '31 days' WHERE id = ?")
                .param(ticket.id())
                .update();
        assertThat(event("issues.reopened", payload -> {})).contains("could be reopened until");
        assertThat(actions(ticket)).doesNotContain("reopening requested");
    }

    @Test
    void handsTheReportersCommentOnAsTheAnswer() {
        Ticket ticket = open(issue -> {});
        setStatus(ticket, TicketStatus.WAITING_FOR_REPORTER);
        assertThat(event("issue_comment.created", payload -> comment(payload, 21031067, "Firefox 140")))
                .isEqualTo("answer to " + ticket.id());
        assertThat(entry(ticket, "reporter answered").details()).containsEntry("answer", "Firefox 140");
    }

    @Test
    void notesCommentsOfOthersAndThoseNobodyWaitsFor() {
        Ticket ticket = open(issue -> {});
        assertThat(event("issue_comment.created", payload -> comment(payload, 21031067, "By the way")))
                .isEqualTo("noted");
        setStatus(ticket, TicketStatus.WAITING_FOR_REPORTER);
        assertThat(event("issue_comment.created", payload -> comment(payload, 4711, "Me too")))
                .isEqualTo("noted");
        assertThat(actions(ticket)).contains("comment on GitHub").doesNotContain("reporter answered");
    }

    @Test
    void overlooksItsOwnCommentAndNoOther() {
        Ticket ticket = open(issue -> {});
        setStatus(ticket, TicketStatus.WAITING_FOR_REPORTER);
        String mark = comment.mark(ticket, plans.require("mangatheque"));
        assertThat(event("issue_comment.created", payload -> comment(payload, 4711, mark + "\nStatus")))
                .isEqualTo("Vigie's own");
        assertThat(event("issue_comment.created", payload -> comment(payload, 4711, "<!-- vigie MT-1 00 -->")))
                .isEqualTo("noted");
        issues.comment(ticket.id(), 815L, clock.instant());
        assertThat(event("issue_comment.created", payload -> comment(payload, 4711, mark + "\nCopied")))
                .isEqualTo("noted");
    }

    @Test
    void waitsForTheIssueOfACommentThatCameFirst() {
        UUID early = UUID.randomUUID();
        github.send("issue_comment", early, Recorded.changed("issue_comment.created", payload -> {
            Recorded.at(payload, "/issue").put("number", number);
            comment(payload, 4711, "Faster than the issue");
        }));
        Ticket ticket = open(issue -> {});
        assertThat(github.outcome(early)).isNull();
        clock.advance(java.time.Duration.ofSeconds(20));
        await().atMost(java.time.Duration.ofSeconds(30)).until(() -> github.outcome(early) != null);
        assertThat(actions(ticket)).contains("comment on GitHub");
    }

    private void closedAs(ObjectNode payload) {
        payload.put("action", "closed");
        Recorded.at(payload, "/issue").put("state", "closed").put("state_reason", "not_planned");
    }

    private static void comment(ObjectNode payload, long author, String text) {
        ObjectNode comment = Recorded.at(payload, "/comment");
        comment.put("id", UUID.randomUUID().getMostSignificantBits() >>> 16).put("body", text);
        ((ObjectNode) comment.path("user")).put("id", author);
    }

    private Ticket open(Consumer<ObjectNode> change) {
        String outcome = github.deliver("issues.opened", payload -> {
            ObjectNode issue = Recorded.at(payload, "/issue").put("number", number);
            change.accept(issue);
        });
        assertThat(outcome).startsWith("ticket MT-");
        return desk.get(outcome.substring("ticket ".length()));
    }

    private String event(String name, Consumer<ObjectNode> change) {
        return github.deliver(name, payload -> {
            Recorded.at(payload, "/issue").put("number", number);
            change.accept(payload);
        });
    }

    private static void labels(ObjectNode issue, String... names) {
        ArrayNode labels = issue.putArray("labels");
        for (String name : names) {
            labels.addObject().put("name", name);
        }
    }

    private void setStatus(Ticket ticket, TicketStatus status) {
        jdbc.sql("UPDATE ticket SET status = ? WHERE id = ?")
                .param(status.id())
                .param(ticket.id())
                .update();
    }

    private List<String> actions(Ticket ticket) {
        return desk.history(ticket.id()).stream().map(AuditEntry::action).toList();
    }

    private AuditEntry entry(Ticket ticket, String action) {
        return desk.history(ticket.id()).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow();
    }
}
