package org.vigie.github.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.github.api.FakeGitHub;
import org.vigie.github.api.GitHubProperties;
import org.vigie.github.issue.LinkedIssues;
import org.vigie.github.pull.ChangeEvidence;
import org.vigie.github.pull.ChangeEvidences;
import org.vigie.github.webhook.Deliverer;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketStep;

/** What is written to GitHub, and what happens when GitHub does not take it. */
@GitHubTest
class IssueSyncTests {

    private static final String COMMENTS = "/comments";
    private static final FakeGitHub GITHUB = FakeGitHub.INSTANCE;

    @Autowired
    Deliverer deliverer;

    @Autowired
    SyncRunner runner;

    @Autowired
    TicketProgress progress;

    @Autowired
    LinkedIssues issues;

    @Autowired
    ChangeEvidences evidences;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private String ticketId;
    private long step = System.nanoTime();

    @BeforeEach
    void openIssue() {
        clock.set(VigieTest.START);
        jdbc.sql("TRUNCATE github_sync, github_pause, github_issue, change_evidence")
                .update();
        jdbc.sql("UPDATE ticket SET request_key = NULL").update();
        GITHUB.reset("bug", "of their own");
        ticketId = deliverer.deliver("issues.opened").substring("ticket ".length());
    }

    @AfterEach
    void letGoOfHangingRequests() {
        GITHUB.reset();
    }

    @Test
    void writesLabelsAndOneComment() {
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.labels())
                .isEqualTo(
                        labels("bug", "of their own", "type: corrective", "level 3", "status: new", "due: 2026-11-23"));
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(comment())
                .startsWith("<!-- vigie " + ticketId)
                .contains("**" + ticketId + "** – registered, to be qualified")
                .contains("| Priority | LEVEL 3 |")
                .contains("Corrected by (target) | Monday, 23 November 2026")
                .doesNotContain("we need your help");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        jdbc.sql("UPDATE ticket SET planned_release = '' WHERE id = ?")
                .param(ticketId)
                .update();
        runAfter(Duration.ofSeconds(2));
        assertThat(comment()).contains("| Priority |").doesNotContain("Planned for release");
    }

    @Test
    void doesNothingBeforeItsTimeAndNothingTwice() {
        runner.run();
        assertThat(GITHUB.requests()).isEmpty();
        runAfter(Duration.ofSeconds(2));
        long writes = GITHUB.writes();
        runAfter(Duration.ofDays(1));
        assertThat(GITHUB.writes()).isEqualTo(writes);
        deliverer.deliver("issues.edited");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.writes()).as("all is as it should be").isEqualTo(writes);
    }

    @Test
    void keepsTheCommentAndTheLabelsUpToDate() {
        runAfter(Duration.ofSeconds(2));
        progress.stepStarted(ticketId, TicketStep.QUALIFY, ++step);
        progress.stepCompleted(
                ticketId,
                TicketStep.QUALIFY,
                1,
                step,
                new StepValues(Map.of("decision", "ask", "question", "Which browser?\n<!-- hidden -->")));
        progress.stepStarted(ticketId, TicketStep.RECORD_ANSWER, ++step);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(comment())
                .contains("waiting for an answer", "@Codertocat, we need your help", "> Which browser?")
                .doesNotContain("<!-- hidden");
        assertThat(GITHUB.labels()).contains("status: waiting-for-reporter").doesNotContain("status: new");
    }

    @Test
    void closesTheIssueWithTheTicketAndReopensItWithTheTicket() {
        progress.close(ticketId, TicketStatus.RESOLVED, "");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.state()).isEqualTo("closed completed");
        assertThat(GITHUB.labels()).contains("status: resolved").noneMatch(label -> label.startsWith("due: "));

        progress.reopen(ticketId, 4711);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.state()).startsWith("open");
        progress.close(ticketId, TicketStatus.REJECTED, "");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.state()).isEqualTo("closed not_planned");
    }

    @Test
    void doesNotCloseAgainWhatSomebodyReopened() {
        progress.close(ticketId, TicketStatus.RESOLVED, "");
        runAfter(Duration.ofSeconds(2));
        GITHUB.state("open");
        deliverer.deliver("issues.edited");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.state()).isEqualTo("open");
    }

    @Test
    void takesOffTheLabelThatContradictsTheTicketOnly() {
        runAfter(Duration.ofSeconds(2));
        GITHUB.label("LEVEL 1");
        GITHUB.label("security");
        deliverer.deliver("issues.labeled");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.labels())
                .contains("level 3", "security", "of their own")
                .doesNotContain("level 1");
    }

    @Test
    void asksAgainLaterAndLaterWhenGitHubIsDown() {
        for (int i = 0; i < 3; i++) {
            GITHUB.fail("GET", "/Hello-World", 502, Map.of());
        }
        runAfter(Duration.ofSeconds(2));
        assertThat(dueIn()).isEqualTo(Duration.ofSeconds(10));
        runAfter(Duration.ofSeconds(9));
        assertThat(GITHUB.requests()).hasSize(1);
        runAfter(Duration.ofSeconds(1));
        assertThat(GITHUB.requests()).hasSize(2);
        assertThat(dueIn()).isEqualTo(Duration.ofSeconds(20));
        runAfter(Duration.ofSeconds(20));
        assertThat(dueIn()).isEqualTo(Duration.ofSeconds(40));
        runAfter(Duration.ofSeconds(40));
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(open()).isZero();
    }

    @Test
    void asksAgainWhenRetryAfterHasPassed() {
        GITHUB.fail("POST", COMMENTS, 403, Map.of("Retry-After", "120"));
        runAfter(Duration.ofSeconds(2));
        runAfter(Duration.ofSeconds(119));
        assertThat(GITHUB.comments()).isEmpty();
        long before = GITHUB.requests().size();
        runAfter(Duration.ofSeconds(1));
        assertThat(GITHUB.requests().size()).isGreaterThan((int) before);
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void leavesGitHubAloneUntilTheRateLimitIsResetAlsoForOtherIssues() {
        Instant reset = clock.instant().plus(Duration.ofMinutes(30));
        GITHUB.fail(
                "GET",
                "/Hello-World",
                403,
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "" + reset.getEpochSecond()));
        runAfter(Duration.ofSeconds(2));
        deliverer.deliver(
                "pull_request.opened",
                payload -> Recorded.at(payload, "/pull_request").put("body", "Fixes #1"));
        runAfter(Duration.ofMinutes(29));
        assertThat(GITHUB.requests()).hasSize(1);
        runAfter(Duration.ofMinutes(1));
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(open()).isZero();
    }

    @Test
    void waitsAMinuteAfterALimitThatNamesNoTime() {
        GITHUB.fail("GET", "/Hello-World", 429, Map.of());
        runAfter(Duration.ofSeconds(2));
        assertThat(dueIn()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waitsForSomebodyToGiveTheTokenItsRights() {
        GITHUB.fail("POST", "/labels", 403, Map.of());
        runAfter(Duration.ofSeconds(2));
        assertThat(dueIn()).isEqualTo(SyncRunner.UNTIL_SOMEBODY_ACTS);
        runAfter(Duration.ofHours(1));
        assertThat(open()).isZero();
    }

    @Test
    void givesUpAnIssueThatIsGone() {
        GITHUB.fail("GET", "/issues/1", 410, Map.of());
        runAfter(Duration.ofSeconds(2));
        assertThat(open()).isZero();
        runAfter(Duration.ofDays(1));
        assertThat(GITHUB.comments()).isEmpty();
    }

    @Test
    void asksAgainAfterATimeOut() {
        GITHUB.hang("GET", "/issues/1", false);
        runAfter(Duration.ofSeconds(2));
        assertThat(dueIn()).isEqualTo(Duration.ofSeconds(10));
        runAfter(Duration.ofSeconds(10));
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void findsTheCommentThatGitHubMadeButAnsweredWithAnError() {
        GITHUB.failAfterwards("POST", COMMENTS, 502);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(1);
        progress.stepStarted(ticketId, TicketStep.QUALIFY, ++step);
        runAfter(Duration.ofSeconds(10));
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(comment()).contains("being qualified");
        assertThat(issues.findByTicket(ticketId).orElseThrow().commentId())
                .isEqualTo(GITHUB.comments().getFirst().id());
    }

    @Test
    void findsTheCommentThatGitHubMadeWithoutAnswering() {
        GITHUB.hang("POST", COMMENTS, true);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(1);
        runAfter(Duration.ofSeconds(10));
        assertThat(open()).isZero();
        assertThat(GITHUB.comments()).hasSize(1);
        assertThat(GITHUB.requests().stream()
                        .filter(request -> request.startsWith("POST") && request.endsWith(COMMENTS)))
                .hasSize(1);
    }

    @Test
    void findsItsCommentAgainWhenTheIdIsLost() {
        runAfter(Duration.ofSeconds(2));
        issues.comment(ticketId, null, clock.instant());
        progress.stepStarted(ticketId, TicketStep.QUALIFY, ++step);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void doesNotEditACommentThatClaimsToBeItsOwn() {
        String forged = "<!-- vigie " + ticketId + " 00000000000000000000000000000000 -->\nforged";
        GITHUB.comment(forged);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(2);
        assertThat(comment()).isEqualTo(forged);
    }

    @Test
    void doesNotTakeACommentForDeletedThatDoesNotShowYet() {
        runAfter(Duration.ofSeconds(2));
        GITHUB.deleteComments();
        progress.stepStarted(ticketId, TicketStep.QUALIFY, ++step);
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).isEmpty();
        assertThat(open()).isEqualTo(1);
        runAfter(Duration.ofMinutes(5));
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void writesADeletedCommentAgain() {
        runAfter(Duration.ofSeconds(2));
        long id = GITHUB.comments().getFirst().id();
        GITHUB.deleteComments();
        deliverer.deliver(
                "issue_comment.deleted",
                payload -> Recorded.at(payload, "/comment").put("id", id));
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void losesNoChangeThatComesWhileAnotherIsWritten() {
        SyncTask taken = new SyncTask(SyncTask.Kind.ISSUE, ticketId, "mangatheque", 1, 0);
        clock.advance(Duration.ofSeconds(2));
        SyncQueue queue = new SyncQueue(jdbc, new GitHubProperties(null, null, Duration.ofSeconds(2), true), clock);
        assertThat(queue.claim(Set.of("mangatheque"))).contains(taken);
        assertThat(queue.claim(Set.of("mangatheque"))).as("taken").isEmpty();
        progress.stepStarted(ticketId, TicketStep.QUALIFY, ++step);
        queue.done(taken);
        runAfter(Duration.ofSeconds(2));
        assertThat(comment()).contains("being qualified");
    }

    @Test
    void takesATaskAgainWhoseHolderDied() {
        clock.advance(Duration.ofSeconds(2));
        SyncQueue queue = new SyncQueue(jdbc, new GitHubProperties(null, null, Duration.ofSeconds(2), true), clock);
        assertThat(queue.claim(Set.of("mangatheque"))).isPresent();
        runAfter(Duration.ofMinutes(11));
        assertThat(GITHUB.comments()).hasSize(1);
    }

    @Test
    void attemptsNothingWithoutAToken() {
        SyncQueue queue = new SyncQueue(jdbc, new GitHubProperties(null, null, Duration.ofSeconds(2), true), clock);
        queue.requestIssue(ticketId, "cesizen");
        clock.advance(Duration.ofDays(1));
        jdbc.sql("UPDATE github_sync SET application = 'cesizen'").update();
        runner.run();
        assertThat(GITHUB.requests()).isEmpty();
        assertThat(open()).as("kept until there is one").isEqualTo(1);
    }

    @Test
    void readsCommitMessagesAndPathsOfAPullRequest() {
        deliverer.deliver(
                "pull_request.opened",
                payload -> Recorded.at(payload, "/pull_request").put("body", "Fixes #1"));
        runAfter(Duration.ofSeconds(2));
        ChangeEvidence evidence = evidences.current(ticketId).orElseThrow();
        assertThat(evidence.testsTouched()).isTrue();
        assertThat(evidence.commitMessages()).isEqualTo(List.of("fix(login): accept é"));
    }

    private void runAfter(Duration pause) {
        clock.advance(pause);
        runner.run();
    }

    private String comment() {
        return GITHUB.comments().getFirst().body();
    }

    private Duration dueIn() {
        return Duration.between(
                clock.instant(),
                jdbc.sql("SELECT due_at FROM github_sync WHERE subject = ?")
                        .param(ticketId)
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant());
    }

    private int open() {
        return jdbc.sql("SELECT count(*) FROM github_sync WHERE requested > done")
                .query(Integer.class)
                .single();
    }

    private static Set<String> labels(String... names) {
        Set<String> labels = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        labels.addAll(List.of(names));
        return labels;
    }
}
