package org.vigie.github.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.audit.AuditEntry;
import org.vigie.change.ChangeEvidenceSource;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.github.GitHubPlans;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;
import org.vigie.github.webhook.Deliverer;
import org.vigie.ticket.TicketDesk;

@GitHubTest
class ChangeEvidenceTests {

    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    @Autowired
    Deliverer github;

    @Autowired
    ChangeEvidences evidences;

    @Autowired
    ChangeEvidenceSource gate;

    @Autowired
    TicketDesk desk;

    @Autowired
    ProcessRequests requests;

    @Autowired
    JdbcClient jdbc;

    private final int issue = NUMBER.incrementAndGet();
    private final int pull = NUMBER.incrementAndGet();
    private final String sha = "%040x".formatted(pull);
    private String ticketId;

    @BeforeEach
    void openIssue() {
        ticketId = github.deliver(
                        "issues.opened",
                        payload -> Recorded.at(payload, "/issue").put("number", issue))
                .substring("ticket ".length());
    }

    @Test
    void knowsNothingOfATicketThatNoPullRequestNames() {
        assertThat(pull("pull_request.opened", pull -> {})).isEqualTo("names no ticket");
        assertThat(evidences.of(ticketId)).isEmpty();
        assertThat(evidences.current(ticketId)).isEmpty();
    }

    @Test
    void keepsAPullRequestThatNamesTheIssue() {
        pull("pull_request.opened", pull -> pull.put("body", "Fixes #" + issue));
        ChangeEvidence evidence = current();
        assertThat(evidence.pullRequest()).isEqualTo(pull);
        assertThat(evidence.url()).hasToString("https://github.com/Codertocat/Hello-World/pull/" + pull);
        assertThat(evidence.branch()).isEqualTo("changes");
        assertThat(evidence.headCommit()).isEqualTo(sha);
        assertThat(evidence.state()).isEqualTo(ChangeState.OPEN);
        assertThat(evidence.tests()).isEqualTo(TestResult.UNKNOWN);
        assertThat(evidence.testsTouched()).isNull();
        assertThat(evidence.review()).isEqualTo(ReviewState.NONE);
        assertThat(actions()).contains("pull request opened");
    }

    @Test
    void keepsAPullRequestWhoseBranchNamesTheTicket() {
        pull("pull_request.opened", pull -> branch(pull, "fix/" + ticketId.toLowerCase() + "-typo"));
        assertThat(current().branch()).isEqualTo("fix/" + ticketId.toLowerCase() + "-typo");
    }

    @Test
    void handsWhatItKnowsToTheGate() {
        assertThat(gate.of(ticketId)).isEmpty();
        pull("pull_request.opened", this::names);
        assertThat(gate.of(ticketId)).singleElement().satisfies(change -> {
            assertThat(change.pullRequest()).endsWith("/pull/" + pull);
            assertThat(change.testsPassed()).isNull();
            assertThat(change.merged()).isFalse();
        });
        pull("pull_request.closed", this::merged);
        assertThat(gate.of(ticketId)).singleElement().satisfies(change -> {
            assertThat(change.merged()).isTrue();
            assertThat(change.mergeCommit()).startsWith("c4295bd");
        });
    }

    @Test
    void tellsAMergeOnce() {
        ticketWaitsForTheMerge();
        pull("pull_request.opened", this::names);
        pull("pull_request.closed", this::merged);
        pull("pull_request.closed", this::merged);
        assertThat(toldMerges())
                .containsExactly("https://github.com/Codertocat/Hello-World/pull/" + pull
                        + " c4295bd74fb0f4fda03689c3df3f2803b658fd85");
        assertThat(current().state()).isEqualTo(ChangeState.MERGED);
        assertThat(current().mergeCommit()).startsWith("c4295bd");
        assertThat(actions()).containsOnlyOnce("pull request merged");
    }

    @Test
    void tellsAMergeWhoseOpeningNeverCame() {
        ticketWaitsForTheMerge();
        pull("pull_request.closed", this::merged);
        assertThat(toldMerges()).hasSize(1);
    }

    @Test
    void overlooksAnOpeningThatComesAfterTheMerge() {
        pull("pull_request.closed", this::merged);
        pull("pull_request.opened", this::names);
        assertThat(current().state()).isEqualTo(ChangeState.MERGED);
    }

    @Test
    void doesNotTakeAClosedPullRequestForAMergedOne() {
        ticketWaitsForTheMerge();
        pull("pull_request.opened", this::names);
        pull("pull_request.closed", this::names);
        assertThat(evidences.of(ticketId)).hasSize(1);
        assertThat(evidences.current(ticketId)).isEmpty();
        assertThat(toldMerges()).isEmpty();
        assertThat(actions()).contains("pull request closed without a merge");
    }

    @Test
    void forgetsATicketThatIsNamedNoLonger() {
        pull("pull_request.opened", this::names);
        pull("pull_request.synchronize", pull -> {});
        assertThat(evidences.of(ticketId)).isEmpty();
    }

    @Test
    void leavesTicketsOfOtherApplicationsAlone() {
        assertThat(pull("pull_request.opened", pull -> branch(pull, "fix/CZ-1")))
                .isEqualTo("names no ticket");
    }

    @Test
    void takesTheResultOfAllSuitesAndRuns() {
        pull("pull_request.opened", this::names);
        suite("octocoders-linter", "success", "2019-05-15T15:21:14Z");
        assertThat(current().tests()).isEqualTo(TestResult.PASSED);
        workflow(".github/workflows/test.yml", "in_progress", null, "2019-05-15T15:21:15Z");
        assertThat(current().tests()).isEqualTo(TestResult.RUNNING);
        workflow(".github/workflows/test.yml", "completed", "failure", "2019-05-15T15:22:14Z");
        assertThat(current().tests()).isEqualTo(TestResult.FAILED);
        workflow(".github/workflows/test.yml", "in_progress", null, "2019-05-15T15:21:16Z");
        assertThat(current().tests()).as("an older word that comes late").isEqualTo(TestResult.FAILED);
        workflow(".github/workflows/test.yml", "completed", "success", "2019-05-15T15:25:00Z");
        assertThat(current().tests()).isEqualTo(TestResult.PASSED);
        assertThat(actions()).contains("checks reported");
    }

    @Test
    void knowsResultsThatCameBeforeThePullRequest() {
        suite("octocoders-linter", "failure", "2019-05-15T15:21:14Z");
        pull("pull_request.opened", this::names);
        assertThat(current().tests()).isEqualTo(TestResult.FAILED);
    }

    @Test
    void doesNotTakeTheResultOfAnOlderCommit() {
        pull("pull_request.opened", this::names);
        suite("octocoders-linter", "success", "2019-05-15T15:21:14Z");
        pull("pull_request.synchronize", pull -> {
            names(pull);
            ((ObjectNode) pull.path("head")).put("sha", "f" + sha.substring(1));
        });
        assertThat(current().tests()).isEqualTo(TestResult.UNKNOWN);
    }

    @Test
    void takesCoverageFromCheckRuns() {
        String base = "base-of-" + pull;
        coverage("e" + sha.substring(1), base, "coverage: 82.95%");
        pull("pull_request.opened", pull -> {
            names(pull);
            ((ObjectNode) pull.path("base")).put("ref", base);
        });
        coverage(sha, "changes", "Total coverage: 83.2%");
        assertThat(current().coverageBefore()).isEqualByComparingTo("82.95");
        assertThat(current().coverageAfter()).isEqualByComparingTo("83.2");
        assertThat(current().tests()).as("a run alone is no result").isEqualTo(TestResult.UNKNOWN);
    }

    @Test
    void believesACheckRunThatKnowsBothFigures() {
        pull("pull_request.opened", this::names);
        coverage(sha, "changes", "coverage: 70% (before: 75.5%)");
        assertThat(current().coverageBefore()).isEqualByComparingTo("75.5");
        assertThat(current().coverageAfter()).isEqualByComparingTo("70");
    }

    @Test
    void countsTheLastWordOfEachReviewerOfTheRepository() {
        pull("pull_request.opened", this::names);
        review(1, "approved", "MEMBER", "2019-05-15T16:00:00Z");
        assertThat(current().review()).isEqualTo(ReviewState.APPROVED);
        review(2, "changes_requested", "OWNER", "2019-05-15T16:01:00Z");
        assertThat(current().review()).isEqualTo(ReviewState.CHANGES_REQUESTED);
        review(2, "commented", "OWNER", "2019-05-15T16:02:00Z");
        assertThat(current().review()).isEqualTo(ReviewState.CHANGES_REQUESTED);
        review(2, "approved", "OWNER", "2019-05-15T16:03:00Z");
        assertThat(current().review()).isEqualTo(ReviewState.APPROVED);
        assertThat(current().reviewers()).containsExactly("reviewer-1", "reviewer-2");
    }

    @Test
    void doesNotCountAStrangersApproval() {
        pull("pull_request.opened", this::names);
        assertThat(review(3, "approved", "NONE", "2019-05-15T16:00:00Z")).startsWith("not counted");
        assertThat(current().review()).isEqualTo(ReviewState.NONE);
        assertThat(actions()).contains("review on GitHub not counted");
    }

    @Test
    void aDismissalCountsWheneverItIsToldAndWhoeverLeftSince() {
        pull("pull_request.opened", this::names);
        review(1, "dismissed", "MEMBER", "2019-05-15T16:00:00Z");
        review(1, "approved", "MEMBER", "2019-05-15T16:00:00Z");
        assertThat(current().review()).as("told after it").isEqualTo(ReviewState.NONE);
        review(2, "approved", "MEMBER", "2019-05-15T16:01:00Z");
        assertThat(current().review()).isEqualTo(ReviewState.APPROVED);
        review(2, "dismissed", "CONTRIBUTOR", "2019-05-15T16:01:00Z");
        assertThat(current().review()).as("of who has left").isEqualTo(ReviewState.NONE);
        assertThat(desk.history(ticketId)).last().satisfies(entry -> {
            assertThat(entry.actor()).as("who dismissed it").isEqualTo("Codertocat (GitHub)");
            assertThat(entry.details()).containsEntry("reviewer", "reviewer-2").containsEntry("decision", "dismissed");
        });
        review(2, "approved", "MEMBER", "2019-05-15T16:02:00Z");
        assertThat(current().review()).as("given anew").isEqualTo(ReviewState.APPROVED);
    }

    private void names(ObjectNode pull) {
        pull.put("body", "Closes #" + issue);
    }

    private void merged(ObjectNode pull) {
        names(pull);
        pull.put("merged", true)
                .put("merged_at", "2019-05-15T15:21:18Z")
                .put("merge_commit_sha", "c4295bd74fb0f4fda03689c3df3f2803b658fd85");
    }

    private static void branch(ObjectNode pull, String name) {
        ((ObjectNode) pull.path("head")).put("ref", name);
    }

    private String pull(String name, Consumer<ObjectNode> change) {
        return github.deliver(name, payload -> {
            ObjectNode node = Recorded.at(payload, "/pull_request")
                    .put("number", pull)
                    .put("html_url", "https://github.com/Codertocat/Hello-World/pull/" + pull);
            ((ObjectNode) node.path("head")).put("sha", sha);
            change.accept(node);
        });
    }

    private void suite(String app, String conclusion, String at) {
        github.deliver("check_suite.completed", payload -> {
            ObjectNode suite = Recorded.at(payload, "/check_suite")
                    .put("head_sha", sha)
                    .put("conclusion", conclusion)
                    .put("updated_at", at);
            ((ObjectNode) suite.path("app")).put("slug", app);
        });
    }

    private void workflow(String path, String status, String conclusion, String at) {
        github.deliver("workflow_run.completed", payload -> {
            payload.put("action", status);
            Recorded.at(payload, "/repository").put("id", 186853002).put("full_name", GitHubPlans.HELLO_WORLD);
            Recorded.at(payload, "/workflow_run")
                    .put("head_sha", sha)
                    .put("path", path)
                    .put("status", status)
                    .put("conclusion", conclusion)
                    .put("updated_at", at);
        });
    }

    private void coverage(String commit, String branch, String summary) {
        github.deliver("check_run.completed", payload -> {
            ObjectNode run = Recorded.at(payload, "/check_run").put("head_sha", commit);
            ((ObjectNode) run.path("output")).put("summary", summary);
            ((ObjectNode) run.path("check_suite")).put("head_branch", branch);
        });
    }

    private String review(int reviewer, String state, String association, String at) {
        return github.deliver("pull_request_review.submitted", payload -> {
            Recorded.at(payload, "/pull_request").put("number", pull);
            ObjectNode review = Recorded.at(payload, "/review")
                    .put("state", state)
                    .put("author_association", association)
                    .put("submitted_at", at);
            ((ObjectNode) review.path("user")).put("id", reviewer).put("login", "reviewer-" + reviewer);
        });
    }

    private ChangeEvidence current() {
        return evidences.current(ticketId).orElseThrow();
    }

    private List<String> actions() {
        return desk.history(ticketId).stream().map(AuditEntry::action).toList();
    }

    private void ticketWaitsForTheMerge() {
        jdbc.sql("UPDATE ticket SET status = 'merge' WHERE id = :id")
                .param("id", ticketId)
                .update();
    }

    private List<String> toldMerges() {
        return requests.unseen(ticketId).stream()
                .filter(request -> request.message().equals("change-merged"))
                .map(request -> request.variables().get("pullRequest") + " "
                        + request.variables().get("mergeCommit"))
                .toList();
    }
}
