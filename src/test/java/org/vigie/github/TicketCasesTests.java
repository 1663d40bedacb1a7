package org.vigie.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditEntry;
import org.vigie.github.pull.ChangeEvidence;
import org.vigie.github.pull.ChangeEvidences;
import org.vigie.github.pull.TestResult;
import org.vigie.github.webhook.Deliverer;
import org.vigie.support.MutableClock;
import org.vigie.support.RandomTexts;
import org.vigie.ticket.Label;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;

/** Cases from public reports about GitHub (docs/tickets-cases.md): the given deliveries, and others of the same kinds. */
@GitHubTest
class TicketCasesTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger(700_000);

    @Autowired
    Deliverer github;

    @Autowired
    TicketDesk desk;

    @Autowired
    TicketProgress progress;

    @Autowired
    ChangeEvidences evidences;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private final int number = NUMBER.addAndGet(10);

    @Test
    void g1LabelThatIsDeletedFromTheRepositoryIsFoundByWhatIsMissing() {
        Ticket ticket = opened("bug", "security");
        String outcome = tell("issues", event("unlabeled", "2026-11-25T09:30:00Z", "bug"));
        assertThat(outcome).contains("reclassified");
        assertThat(desk.get(ticket.id()).labels()).containsExactly(Label.BUG);
        assertThat(play("G1-unlabeled-without-label.json").getLast()).doesNotContain("no usable");
    }

    @Test
    void g1WithoutALabelAndWithoutAChangeIsNoted() {
        Ticket ticket = opened("bug");
        assertThat(tell("issues", event("unlabeled", "2026-11-25T09:30:00Z", "bug")))
                .isEqualTo("noted");
        assertThat(actions(ticket.id())).contains("label changed on GitHub");
    }

    @Test
    void g2DeletedAccountsAreTheGhost() {
        Ticket ticket = desk.get(play("G2a-issue-author-null.json").getLast().substring("ticket ".length()));
        assertThat(ticket.reporter().name()).isEqualTo("ghost");
        assertThat(ticket.reporter().receivesMail()).isFalse();
    }

    @Test
    void g2CommentsAndReviewsOfDeletedAccountsAreTaken() {
        Ticket ticket = opened();
        ObjectNode comment = event("created", "2026-11-25T09:30:00Z");
        comment.putObject("comment").put("id", number).put("body", "Me too").putNull("user");
        comment.putNull("sender");
        assertThat(tell("issue_comment", comment)).isEqualTo("noted");
        assertThat(actions(ticket.id())).contains("comment on GitHub");
    }

    @Test
    void g3ReviewThatDoesNotCountIsToldToTheReader() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        ObjectNode review = repository(JSON.createObjectNode().put("action", "submitted"));
        review.putObject("pull_request").put("number", number + 1);
        review.putObject("review")
                .put("state", "approved")
                .put("author_association", "CONTRIBUTOR")
                .putNull("submitted_at")
                .putObject("user")
                .put("id", 5)
                .put("login", "private-member");
        assertThat(tell("pull_request_review", review)).startsWith("not counted");
        assertThat(actions(ticket.id())).contains("review on GitHub not counted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The guard looks for `Fixes #%d` in texts.",
                "```\nFixes #%d\n```",
                "~~~\nFixes #%d\n~~~",
                "    Fixes #%d",
                "<code>Fixes #%d</code>",
                "``Fixes #%d``",
                "> ```\n> Fixes #%d\n> ```",
                "- item\n\n      Fixes #%d",
                "<pre>\nFixes #%d\n</pre>",
                "[Fixes #%d](https://example.org)",
                "Fixes [#%d](https://redirect.example/lib/12)",
                "Fixes \u200b#%d",
                "<!-- Fixes #%d -->",
                "![Fixes #%d](x.png)",
                "Fixes <a href=x>#%d</a>",
                "Fixes\n\n#%d"
            })
    void g4WhatIsNoTextOnThePageNamesNoTicket(String body) {
        opened();
        assertThat(pull(number + 1, body.formatted(number), "2026-11-25T09:30:00Z", "MEMBER"))
                .isEqualTo("names no ticket");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fixes #%d",
                "**Fixes** #%d",
                "fixes GH-%d",
                "Fixes gh-%d.",
                "> Fixes #%d",
                "- Closes #%d",
                "# Title\n\nResolves: #%d",
                "`code` and fixes #%d",
                "Fixes Codertocat/Hello-World#%d",
                "Fixes <https://github.com/Codertocat/Hello-World/issues/%d>",
                "<p>Fixes #%d</p>",
                "Fixes\n#%d"
            })
    void g5EveryWayToWriteAReferenceCounts(String body) {
        Ticket ticket = opened();
        assertThat(pull(number + 1, body.formatted(number), "2026-11-25T09:30:00Z", "MEMBER"))
                .isEqualTo("evidence of " + ticket.id());
    }

    @Test
    void g4g5givenDeliveries() {
        assertThat(play("G4-keyword-in-code.json").subList(1, 3)).containsOnly("names no ticket");
        assertThat(play("G5-gh-prefix.json").getLast()).startsWith("evidence of");
    }

    @Test
    void g9StrangersDoNotStandInFrontOfTheTeam() {
        play("G9-strangers-pull-request-in-front.json");
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "COLLABORATOR");
        for (String association :
                List.of("FIRST_TIME_CONTRIBUTOR", "NONE", "CONTRIBUTOR", "FIRST_TIMER", "MANNEQUIN")) {
            pull(number + 2, "Fixes #" + number + " " + association, "2026-11-25T09:45:00Z", association);
            assertThat(current(ticket).pullRequest()).as(association).isEqualTo(number + 1);
        }
    }

    @Test
    void g9ARevertDoesNotStandInFrontOfWhatItReverts() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        ObjectNode revert = pullRequest(
                number + 2, "Reverts Codertocat/Hello-World#" + (number + 1), "2026-11-25T09:50:00Z", "MEMBER");
        ((ObjectNode) revert.path("pull_request")).put("title", "Revert \"fix(export): year (fixes #" + number + ")\"");
        ((ObjectNode) revert.at("/pull_request/head")).put("ref", "revert-" + (number + 1) + "-fix/" + ticket.id());
        assertThat(tell("pull_request", revert)).isEqualTo("names no ticket");
        assertThat(current(ticket).pullRequest()).isEqualTo(number + 1);
    }

    @Test
    void c1AFailedRunIsNotHiddenByTheRunForAnotherEvent() {
        play("C1-push-run-failed-pull_request-run-passed.json");
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        run("push", 1, 1, "failure", "2026-11-25T09:40:00Z");
        run("pull_request", 1, 1, "success", "2026-11-25T09:41:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.FAILED);
        run("push", 1, 2, "success", "2026-11-25T09:42:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.PASSED);
    }

    @Test
    void c1TheLatestRunAndAttemptCountsWheneverItIsTold() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        run("push", 7, 2, "success", "2026-11-25T09:42:00Z");
        run("push", 7, 1, "failure", "2026-11-25T09:50:00Z");
        run("push", 6, 3, "failure", "2026-11-25T09:55:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.PASSED);
        run("push", 8, 1, null, "2026-11-25T09:56:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.RUNNING);
    }

    @Test
    void c3SkippedAndNeutralRunsSayNothing() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        run("push", 1, 1, "skipped", "2026-11-25T09:40:00Z");
        run("pull_request", 1, 1, "neutral", "2026-11-25T09:40:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.UNKNOWN);
        run("merge_group", 1, 1, "success", "2026-11-25T09:41:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.PASSED);
    }

    @Test
    void c5ARunThatIsRunAgainReplacesItsResult() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        run("push", 1, 1, "failure", "2026-11-25T09:40:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.FAILED);
        run("push", 1, 2, null, "2026-11-25T09:41:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.RUNNING);
        run("push", 1, 2, "success", "2026-11-25T09:42:00Z");
        assertThat(current(ticket).tests()).isEqualTo(TestResult.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "requested", "waiting", "pending", "in_progress"})
    void c7WhatIsNotDoneRuns(String state) {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        ObjectNode payload = repository(JSON.createObjectNode().put("action", "requested"));
        payload.putObject("workflow_run")
                .put("head_sha", sha())
                .put("path", ".github/workflows/ci.yml@main")
                .put("status", state)
                .putNull("conclusion")
                .put("event", "push")
                .put("updated_at", "2026-11-25T09:40:00Z");
        tell("workflow_run", payload);
        assertThat(current(ticket).tests()).isEqualTo(TestResult.RUNNING);
    }

    @Test
    void t2ATransferredIssueThatIsOpenedIsOneTicket() {
        ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
        issue.putObject("changes").putObject("old_issue").put("number", 1);
        String first = tell("issues", issue);
        assertThat(tell("issues", issue)).isEqualTo(first);
    }

    @Test
    void t12ClosedAndReopenedWithinASecondAreTakenAsTheyCome() {
        Ticket ticket = opened();
        assertThat(tell("issues", closed("2026-11-25T09:50:00Z"))).contains("cancellation of");
        UUID reopened = begin("issues", event("reopened", "2026-11-25T09:50:00Z"));
        waits(reopened);
        progress.close(ticket.id(), TicketStatus.CANCELLED, "as the issue");
        assertThat(end(reopened)).isEqualTo("reopening of " + ticket.id() + " requested");
        UUID closedAgain = begin("issues", closed("2026-11-25T09:50:00Z"));
        waits(closedAgain);
        progress.reopen(ticket.id(), 47_11);
        assertThat(end(closedAgain)).isEqualTo("cancellation of " + ticket.id() + " requested");
    }

    @Test
    void t12WhatSomebodyElseAskedForIsNotWaitedFor() {
        Ticket ticket = opened();
        desk.cancel(ticket.id(), ticket.id() + "/1", "not needed", "operator");
        assertThat(tell("issues", event("reopened", "2026-11-25T09:50:00Z"))).isEqualTo("noted");
    }

    @Test
    void t9ALabelThatOvertakesItsIssueIsNotLost() {
        ObjectNode labelled = event("labeled", "2026-11-25T09:20:01Z", "security");
        labelled.putObject("label").put("name", "security");
        UUID early = begin("issues", labelled);
        waits(early);
        Ticket ticket = opened();
        assertThat(end(early)).contains("reclassified");
        assertThat(desk.get(ticket.id()).labels()).containsExactly(Label.SECURITY);
    }

    @Test
    void t9AnOlderTextOfAPullRequestThatComesLateNamesNothing() {
        Ticket ticket = opened();
        ObjectNode other = event("opened", "2026-11-25T09:20:00Z");
        ((ObjectNode) other.path("issue")).put("number", number + 5);
        Ticket meant = desk.get(tell("issues", other).substring("ticket ".length()));
        pull(number + 1, "Fixes #" + (number + 5), "2026-11-25T09:40:00Z", "MEMBER");
        assertThat(pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER"))
                .isEqualTo("overtaken by what is known");
        assertThat(evidences.of(ticket.id())).isEmpty();
        assertThat(current(meant).pullRequest()).isEqualTo(number + 1);
    }

    /** Whoever once had something merged can edit what it says for ever. */
    @Test
    void g9AStrangersMergedPullRequestNamesNothingAfterwards() {
        Ticket ticket = opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        for (String association : List.of("CONTRIBUTOR", "NONE", "MEMBER")) {
            ObjectNode edited = pullRequest(number + 2, "Fixes #" + number, "2026-11-25T09:50:00Z", association);
            edited.put("action", "edited");
            ((ObjectNode) edited.path("pull_request"))
                    .put("state", "closed")
                    .put("merged_at", "2026-11-20T09:00:00Z")
                    .put("merge_commit_sha", sha());
            boolean ofTheTeam = association.equals("MEMBER");
            assertThat(tell("pull_request", edited))
                    .isEqualTo(ofTheTeam ? "evidence of " + ticket.id() : "names no ticket");
            assertThat(current(ticket).pullRequest()).isEqualTo(ofTheTeam ? number + 2 : number + 1);
        }
    }

    @Test
    void v2TheLongestTextIsCutWithALinkToTheWhole() {
        ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
        ((ObjectNode) issue.path("issue")).put("body", "😀".repeat(65_536));
        Ticket ticket = desk.get(tell("issues", issue).substring("ticket ".length()));
        assertThat(ticket.description())
                .hasSizeLessThanOrEqualTo(10_000)
                .endsWith("😀…\n\nhttps://github.com/Codertocat/Hello-World/issues/" + number);
    }

    @Test
    void t1TransferSaysWhereTheIssueWent() {
        String ticket = play("T1-transferred.json").getFirst().substring("ticket ".length());
        assertThat(entry(ticket, "issue transferred on GitHub").details())
                .containsEntry("movedTo", "https://github.com/example-org/autre/issues/7");
    }

    @Test
    void t4EditsAreReadable() {
        String ticket = play("T4-edited-title.json").getFirst().substring("ticket ".length());
        assertThat(entry(ticket, "issue edited on GitHub").details())
                .containsEntry("titleBefore", "Export vide")
                .containsEntry("title", "🚨 Export vide pour tous");
    }

    @Test
    void t5TitlesEndBeforeACharacterNotWithinIt() {
        String title = desk.get(
                        play("T5-emoji-at-the-cut-of-the-title.json").getFirst().substring("ticket ".length()))
                .title();
        assertThat(title).hasSizeLessThanOrEqualTo(200).endsWith("x…");
    }

    @Test
    void t9AnOlderClosureThatComesLateChangesNothing() {
        List<String> outcomes = play("T9-reopened-delivered-before-the-older-closed.json");
        assertThat(outcomes.getLast()).isEqualTo("overtaken by what happened later");
        String ticket = outcomes.getFirst().substring("ticket ".length());
        assertThat(actions(ticket))
                .contains("issue closed on GitHub, told late")
                .doesNotContain("cancellation requested");
    }

    @Test
    void t9AnOlderReopeningThatComesLateChangesNothing() {
        Ticket ticket = opened();
        assertThat(tell("issues", closed("2026-11-25T09:50:05Z"))).contains("cancellation of");
        assertThat(tell("issues", event("reopened", "2026-11-25T09:50:00Z")))
                .isEqualTo("overtaken by what happened later");
        assertThat(actions(ticket.id())).contains("cancellation requested");
    }

    @Test
    void t9AnOldLabelThatComesLateChangesNothing() {
        Ticket ticket = opened("bug");
        ObjectNode removed = event("unlabeled", "2026-11-25T09:50:05Z", "bug");
        removed.putObject("label").put("name", "security");
        tell("issues", removed);
        ObjectNode added = event("labeled", "2026-11-25T09:50:00Z", "bug", "security");
        added.putObject("label").put("name", "security");
        assertThat(tell("issues", added)).isEqualTo("overtaken by what is known");
        assertThat(desk.get(ticket.id()).labels()).containsExactly(Label.BUG);
    }

    @Test
    void theSameBodyUnderAnotherIdIsTheSameDelivery() throws Exception {
        opened();
        byte[] body = JSON.writeValueAsBytes(closed("2026-11-25T09:50:05Z"));
        github.send("issues", UUID.randomUUID(), body);
        http.perform(Deliverer.request("issues", UUID.randomUUID(), body, GitHubPlans.HELLO_SECRET))
                .andExpect(status().isOk());
        http.perform(Deliverer.request("issue_comment", UUID.randomUUID(), body, GitHubPlans.HELLO_SECRET))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"renovate[bot]", "snyk-bot[bot]", "Renovate[Bot]"})
    void v3IssuesOfBotsThatThePlanNamesAreLeftOut(String login) {
        ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
        ((ObjectNode) issue.at("/issue/user")).put("login", login);
        assertThat(tell("issues", issue)).isEqualTo("its author is left out by the plan");
    }

    @Test
    void m15AnAddressIsUnderstoodOrItIsSaid() {
        ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
        ((ObjectNode) issue.path("issue")).put("body", "### Email\n\n[c@example.org](mailto:c@example.org)\n");
        assertThat(desk.get(tell("issues", issue).substring("ticket ".length()))
                        .reporter()
                        .email())
                .isEqualTo("c@example.org");
        ObjectNode other = event("opened", "2026-11-25T09:21:00Z");
        ((ObjectNode) other.path("issue")).put("number", number + 5).put("body", "### Email\n\nask me\n");
        String ticket = tell("issues", other).substring("ticket ".length());
        assertThat(entry(ticket, "mail address not understood").details()).containsEntry("given", "ask me");
    }

    /** Nobody's letter box is filled by issues that name it. */
    @Test
    void anAddressThatIsNamedTooOftenGetsNoMoreMail() {
        String victim = "victim-" + number + "@example.org";
        IntFunction<String> spelt =
                i -> i % 3 == 0 ? victim.replace("@", "+" + i + "@") : i % 3 == 1 ? victim.toUpperCase() : victim;
        List<String> emails = new ArrayList<>();
        String last = "";
        for (int i = 0; i < 22; i++) {
            ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
            ((ObjectNode) issue.path("issue"))
                    .put("number", number + 1_000_000 + i)
                    .put("body", "### Email\n\n" + spelt.apply(i) + "\n");
            last = tell("issues", issue).substring("ticket ".length());
            emails.add(desk.get(last).reporter().email());
        }
        assertThat(emails)
                .filteredOn(email -> email.endsWith("@users.noreply.github.com"))
                .hasSize(2);
        assertThat(entry(last, "mail address named too often").details()).containsEntry("given", spelt.apply(21));
    }

    @Test
    void numbersBeyondAllBoundsAreUnreadableAtOnce() throws Exception {
        String body = JSON.writeValueAsString(event("opened", "2026-11-25T09:20:00Z"))
                .replace("\"number\":" + number, "\"number\":99999999999");
        assertThat(github.deliverBytes("issues", body.getBytes(UTF_8))).contains("no usable number");
    }

    @Test
    void aBodyOfThousandsOfShortLinesIsATicket() {
        ObjectNode issue = event("opened", "2026-11-25T09:20:00Z");
        ((ObjectNode) issue.path("issue")).put("body", "### Impact\n" + "x\n".repeat(20_000));
        assertThat(tell("issues", issue)).startsWith("ticket ");
    }

    @Test
    void aCommentThatClaimsToBeVigiesIsNoted() {
        Ticket ticket = opened();
        ObjectNode comment = event("created", "2026-11-25T09:30:00Z");
        comment.putObject("comment")
                .put("id", number)
                .put("body", "<!-- vigie " + ticket.id() + " 00000000000000000000000000000000 -->")
                .putObject("user")
                .put("id", 4711)
                .put("login", "mallory");
        assertThat(tell("issue_comment", comment)).isEqualTo("noted");
    }

    /** Whatever is signed is refused or worked off, and none is tried for ever. */
    @Test
    @Timeout(180)
    void noDeliveryGivesAServerErrorOrStaysBehind() throws Exception {
        opened();
        pull(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER");
        String[] examples = {
            JSON.writeValueAsString(event("opened", "2026-11-25T09:20:00Z", "bug")),
            JSON.writeValueAsString(event("unlabeled", "2026-11-25T09:20:00Z", "bug")),
            JSON.writeValueAsString(closed("2026-11-25T09:20:00Z")),
            JSON.writeValueAsString(pullRequest(number + 1, "Fixes #" + number, "2026-11-25T09:30:00Z", "MEMBER"))
        };
        List<String> events = List.of(
                "issues",
                "issue_comment",
                "pull_request",
                "pull_request_review",
                "check_suite",
                "check_run",
                "workflow_run");
        List<UUID> accepted = new ArrayList<>();
        int next = 0;
        for (String body : RandomTexts.of(13, 400, examples).toList()) {
            UUID id = UUID.randomUUID();
            int status = http.perform(Deliverer.request(
                            events.get(next++ % events.size()), id, body.getBytes(UTF_8), GitHubPlans.HELLO_SECRET))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(status).as(body).isIn(200, 202, 400, 401, 404);
            if (status == 202) {
                accepted.add(id);
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT coalesce(max(failures), 0) FROM delivery")
                                .query(Integer.class)
                                .single())
                        .isZero());
        assertThat(accepted).isNotEmpty();
        // comments and closures of issues that nobody knows wait two minutes for them
        clock.advance(Duration.ofMinutes(3));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(accepted).allMatch(id -> github.outcome(id) != null));
    }

    private Ticket opened(String... labels) {
        return desk.get(
                tell("issues", event("opened", "2026-11-25T09:20:00Z", labels)).substring("ticket ".length()));
    }

    private ObjectNode closed(String at) {
        ObjectNode closed = event("closed", at);
        ((ObjectNode) closed.path("issue")).put("state", "closed").put("state_reason", "not_planned");
        return closed;
    }

    private ObjectNode event(String action, String at, String... labels) {
        ObjectNode payload = repository(JSON.createObjectNode().put("action", action));
        ObjectNode issue = payload.putObject("issue")
                .put("number", number)
                .put("title", "Export vide")
                .put("body", "Le fichier est vide.")
                .put("html_url", "https://github.com/Codertocat/Hello-World/issues/" + number)
                .put("updated_at", at);
        issue.putObject("user").put("id", 880_001).put("login", "camille-h2");
        var list = issue.putArray("labels");
        for (String label : labels) {
            list.addObject().put("name", label);
        }
        return payload;
    }

    private String pull(int pull, String body, String at, String association) {
        return tell("pull_request", pullRequest(pull, body, at, association));
    }

    private ObjectNode pullRequest(int pull, String body, String at, String association) {
        ObjectNode payload = repository(JSON.createObjectNode().put("action", "opened"));
        ObjectNode change = payload.putObject("pull_request")
                .put("number", pull)
                .put("title", "Un correctif")
                .put("body", body)
                .put("html_url", "https://github.com/Codertocat/Hello-World/pull/" + pull)
                .put("state", "open")
                .put("updated_at", at)
                .put("author_association", association)
                .putNull("merged_at");
        change.putObject("head").put("ref", "topic").put("sha", sha()).putNull("repo");
        change.putObject("base").put("ref", "main");
        return payload;
    }

    private void run(String event, int run, int attempt, String conclusion, String at) {
        ObjectNode payload = repository(JSON.createObjectNode().put("action", "completed"));
        payload.putObject("workflow_run")
                .put("head_sha", sha())
                .put("path", ".github/workflows/ci.yml")
                .put("status", conclusion == null ? "in_progress" : "completed")
                .put("conclusion", conclusion)
                .put("event", event)
                .put("run_number", run)
                .put("run_attempt", attempt)
                .put("updated_at", at);
        tell("workflow_run", payload);
    }

    private String sha() {
        return "%040x".formatted(number);
    }

    private static ObjectNode repository(ObjectNode payload) {
        payload.putObject("repository").put("id", 186_853_002).put("full_name", GitHubPlans.HELLO_WORLD);
        payload.putObject("sender").put("id", 880_009).put("login", "octo-h2");
        return payload;
    }

    private String tell(String event, ObjectNode payload) {
        try {
            return github.deliverBytes(event, JSON.writeValueAsBytes(payload));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID begin(String event, ObjectNode payload) {
        UUID id = UUID.randomUUID();
        try {
            github.send(event, id, JSON.writeValueAsBytes(payload.put("told", id.toString())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    /** Nothing comes of it yet. */
    private void waits(UUID id) {
        await().during(Duration.ofMillis(500)).until(() -> github.outcome(id) == null);
    }

    private String end(UUID id) {
        clock.advance(Duration.ofSeconds(30));
        return await().atMost(Duration.ofSeconds(30)).until(() -> github.outcome(id), outcome -> outcome != null);
    }

    private List<String> play(String file) {
        try (InputStream in = TicketCasesTests.class.getResourceAsStream("/tickets/" + file)) {
            List<String> outcomes = new ArrayList<>();
            for (JsonNode delivery : JSON.readTree(
                    new String(in.readAllBytes(), UTF_8).replace("example-org/cesizen", GitHubPlans.HELLO_WORLD))) {
                outcomes.add(tell(delivery.path("event").asText(), (ObjectNode) delivery.path("payload")));
            }
            return outcomes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChangeEvidence current(Ticket ticket) {
        return evidences.current(ticket.id()).orElseThrow();
    }

    private List<String> actions(String ticket) {
        return desk.history(ticket).stream().map(AuditEntry::action).toList();
    }

    private AuditEntry entry(String ticket, String action) {
        return desk.history(ticket).stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow();
    }
}
