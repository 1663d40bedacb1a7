package org.vigie.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.change.ChangeMerges.Merge;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.KnownCompletions;
import org.vigie.support.VigieTest;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketStep;
import org.vigie.validation.ValidationCase;

@VigieTest
@Import({ValidationCase.class, ChangeGateEvidenceTests.Tracker.class})
class ChangeGateEvidenceTests {

    private static final String PULL = "https://github.com/example-org/cesizen/pull/42";
    private static final long INSTANCE = EngineKeys.next();
    private static final Merge NOTHING = new Merge(null, null);

    /** Stands in for a connected tracker. */
    @TestComponent
    static class Tracker implements ChangeEvidenceSource {

        private final Map<String, List<Evidence>> told = new HashMap<>();

        void tells(String ticketId, Evidence... changes) {
            told.put(ticketId, List.of(changes));
        }

        @Override
        public List<Evidence> of(String ticketId) {
            return told.getOrDefault(ticketId, List.of());
        }
    }

    @Autowired
    ValidationCase cases;

    @Autowired
    Tracker tracker;

    @Autowired
    KeptMails mails;

    @Autowired
    ChangeGate gate;

    @Autowired
    ChangeMerges merges;

    @Autowired
    TicketDesk tickets;

    @Autowired
    TicketProgress progress;

    @Autowired
    KnownCompletions completions;

    @Autowired
    MergeAnnouncements announcements;

    @Autowired
    ProcessRequests requests;

    @Autowired
    PlatformTransactionManager transactions;

    private String id = "";

    @BeforeEach
    void create() {
        id = cases.create("cesizen");
    }

    @Test
    void reviewerIsAskedForEverythingWithoutATracker() {
        assertThat(gate.prepare(id, PULL))
                .isEqualTo(
                        new ChangeGate.Draft(PULL, null, null, null, null, null, "", "Responsable technique (lead)"));
    }

    @Test
    void reviewStartsWithWhatTheTrackerKnows() {
        tracker.tells(id, open(PULL, "fix(export): year\n\nThe long story", "wip"));
        ChangeGate.Draft draft = gate.prepare(id, null);
        assertThat(draft.pullRequest()).isEqualTo(PULL);
        assertThat(draft.testsPassed()).isTrue();
        assertThat(draft.coverageAfter()).isEqualByComparingTo("82");
        assertThat(draft.commitMessages()).isEqualTo("fix(export): year\nwip");
    }

    @Test
    void commitsOfTheTrackerCountMoreThanWhatWasTyped() {
        tracker.tells(id, open(PULL, "fix(export): year", "wip"));
        assertThat(check(review(Map.of("commitMessages", "fix: all fine"))).commitFindings())
                .singleElement()
                .asString()
                .startsWith("Commit message, line 2 (\"wip\"): there is no type");
    }

    @Test
    void typedCommitsAreCheckedToTheLastLine() {
        String typed = "fix(export): " + "x".repeat(5_000) + "\nwip";
        assertThat(check(review(Map.of("commitMessages", typed))).commitFindings())
                .singleElement()
                .asString()
                .contains("line 2 (\"wip\")");
        assertThat(check(review(Map.of())).commitFindings()).isEmpty();
        assertThat(check(review(Map.of("commitMessages", " \n"))).commitFindings())
                .containsExactly("The commit messages are not known: give one header per line");
    }

    @Test
    void overrideIsOfTheAccountThatCompletedTheReviewAndIsRecordedAndReportedOnce() {
        reviewedBy("lead");
        StepValues review = new StepValues(review(Map.of("testsPassed", false, "overrideReason", "site is down")));
        ChangeGate.Verdict verdict = gate.check(id, INSTANCE, review);
        assertThat(verdict.overrideAccepted()).isTrue();
        assertThat(verdict.overrideBy()).isEqualTo("lead");
        gate.check(id, INSTANCE, review);
        assertThat(entries("change gate overridden")).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("lead");
            assertThat(entry.details())
                    .containsEntry("by", "lead")
                    .containsEntry("reason", "site is down")
                    .containsEntry("findings", "The automatic tests have not passed");
        });
        assertThat(mails.startingWith(id + "/override/1")).singleElement().satisfies(mail -> {
            assertThat(mail.to()).contains("responsable@cesizen.example");
            assertThat(mail.subject()).contains("outrepassé par Responsable technique");
            assertThat(mail.text())
                    .contains("Motif donné : site is down", "- Les tests automatiques ne sont pas passés");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "Responsable technique", "responsable@cesizen.example", "LEAD"})
    void whateverNameIsTypedTheAccountCounts(String account) {
        reviewedBy(account);
        ChangeGate.Verdict verdict =
                check(review(Map.of("testsPassed", false, "overrideBy", "lead", "overrideReason", "site is down")));
        assertThat(verdict.overrideAccepted()).isFalse();
        assertThat(verdict.overrideBy()).isEqualTo(account);
        assertThat(entries("change gate overridden")).isEmpty();
    }

    @Test
    void overrideByNobodyOrWithoutAReasonIsNotAccepted() {
        assertThat(check(review(Map.of("testsPassed", false, "overrideReason", " ")))
                        .overrideAccepted())
                .as("nobody has to be known for it")
                .isFalse();
        reviewedBy(null);
        ChangeGate.Verdict verdict = check(review(Map.of("testsPassed", false, "overrideReason", "urgent")));
        assertThat(verdict.overrideAccepted()).isFalse();
        assertThat(verdict.overrideBy()).isNull();
    }

    @Test
    void noOverrideIsDecidedWhileItIsNotKnownWhoAsks() {
        reviewedBy("lead");
        progress.stepStarted(id, TicketStep.REVIEW, EngineKeys.next());
        Map<String, Object> review = review(Map.of("testsPassed", false, "overrideReason", "site is down"));
        assertThatThrownBy(() -> check(review))
                .as("the account of an earlier review is not that of this one")
                .isInstanceOf(BusyElsewhereException.class);
        assertThat(entries("change gate overridden")).isEmpty();
    }

    @Test
    void overrideThatNobodyNeedsIsNotRecorded() {
        reviewedBy("lead");
        assertThat(check(review(Map.of("overrideReason", "just in case"))).overrideAccepted())
                .isTrue();
        assertThat(entries("change gate overridden")).isEmpty();
    }

    @Test
    void accountsThatReviewedOnTheTrackerAreInTheFormAndInTheTrail() {
        tracker.tells(id, open(PULL, "fix(export): year"));
        assertThat(gate.prepare(id, null).changeReview()).isEqualTo("approuvé par octocat, hubot");
        check(review(Map.of()));
        check(review(Map.of()));
        assertThat(entries("review on the tracker noted"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("pullRequest", PULL)
                        .containsEntry("review", "approved")
                        .containsEntry("reviewers", "octocat, hubot"));
    }

    @Test
    void ticketIsToldOfAMergeOnlyWhileItWaitsForOne() {
        announce(PULL, "0a1b2c3");
        assertThat(asked()).isEmpty();
        atTheMerge();
        announce(PULL, "0a1b2c3");
        announce(PULL, "0a1b2c3");
        assertThat(asked()).singleElement().satisfies(request -> {
            assertThat(request.message()).isEqualTo("change-merged");
            assertThat(request.correlationKey()).isEqualTo(id);
            assertThat(request.variables().get("pullRequest")).isEqualTo(PULL);
            assertThat(request.variables().get("mergeCommit")).isEqualTo("0a1b2c3");
        });
        merges.find(id, PULL, new Merge(PULL, "0a1b2c3"));
        assertThat(asked()).as("seen").isEmpty();
    }

    @Test
    void mergeBetweenTheLookAndTheWaitIsTold() {
        assertThat(merges.find(id, PULL, NOTHING)).isEmpty();
        tracker.tells(id, merged(PULL, "0a1b2c3"));
        announce(PULL, "0a1b2c3");
        atTheMerge();
        assertThat(asked()).hasSize(1);
        merges.done(id, PULL, "0a1b2c3");
        assertThat(asked()).as("merged by hand meanwhile").isEmpty();
    }

    @Test
    void mergeBeforeTheGateIsReportedOnce() {
        tracker.tells(id, merged(PULL, "0a1b2c3"));
        gate.prepare(id, null);
        check(review(Map.of()));
        assertThat(entries("merged without passing the gate"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("mergeCommit", "0a1b2c3"));
        assertThat(mails.startingWith(id + "/merged-past-gate"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(PULL, "0a1b2c3"));
        assertThat(merges.find(id, PULL, NOTHING)).contains(new Merge(PULL, "0a1b2c3"));
    }

    @Test
    void mergeOfTheReviewedChangeIsFoundWhoeverTells() {
        assertThat(merges.find(id, PULL, NOTHING)).isEmpty();
        assertThat(merges.find(id, PULL + "/files", new Merge(PULL, "0a1b2c3"))).isPresent();
        tracker.tells(id, merged(PULL, "0a1b2c3"));
        assertThat(merges.find(id, PULL, NOTHING)).isPresent();
        assertThat(entries("change merged")).hasSize(1);
        assertThat(entries("merged without passing the gate")).isEmpty();
    }

    @Test
    void mergeOfAnotherPullRequestIsReportedAndDoesNotCount() {
        String other = PULL + "0";
        assertThat(merges.find(id, PULL, new Merge(other, "0a1b2c3"))).isEmpty();
        assertThat(entries("merged without passing the gate"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("pullRequest", other));
    }

    @Test
    void mergeOfAnEarlierRoundIsNoNews() {
        tracker.tells(id, merged(PULL, "0a1b2c3"));
        merges.done(id, PULL + "/", "0a1b2c3");
        assertThat(merges.find(id, PULL, new Merge(PULL, "0a1b2c3"))).isEmpty();
        assertThat(gate.prepare(id, PULL).pullRequest()).isNull();
        assertThat(entries("merged without passing the gate")).isEmpty();
        String next = "https://github.com/example-org/cesizen/pull/43";
        tracker.tells(id, merged(PULL, "0a1b2c3"), open(next, "fix: again"));
        assertThat(gate.prepare(id, PULL).pullRequest()).isEqualTo(next);
    }

    private ChangeGate.Verdict check(Map<String, Object> review) {
        return gate.check(id, INSTANCE, new StepValues(review));
    }

    /** The ticket is at its review and the account completes it; null is nobody. */
    private void reviewedBy(@Nullable String account) {
        progress.stepStarted(id, TicketStep.REVIEW, EngineKeys.next());
        completions.completed(INSTANCE, "Task_ReviewChange", account, VigieTest.START);
    }

    private void atTheMerge() {
        Stream.of(TicketStep.QUALIFY, TicketStep.ASSIGN, TicketStep.IMPLEMENT, TicketStep.REVIEW, TicketStep.MERGE)
                .forEach(step -> progress.stepStarted(id, step, EngineKeys.next()));
    }

    private void announce(String pullRequest, String commit) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> announcements.merged(id, pullRequest, commit));
    }

    private List<ProcessRequest> asked() {
        return requests.unseen(id).stream()
                .filter(request -> request.message().equals("change-merged"))
                .toList();
    }

    private List<AuditEntry> entries(String action) {
        return tickets.history(id).stream()
                .filter(entry -> entry.action().equals(action))
                .toList();
    }

    private static Map<String, Object> review(Map<String, Object> changes) {
        Map<String, Object> review = new HashMap<>(Map.of(
                "pullRequest",
                PULL,
                "testsPassed",
                true,
                "testsOfTicket",
                true,
                "coverageBefore",
                81.5,
                "coverageAfter",
                82,
                "commitMessages",
                "fix(export): year",
                "reviewDecision",
                "approve"));
        review.putAll(changes);
        return review;
    }

    private static ChangeEvidenceSource.Evidence open(String url, String... commits) {
        return evidence(url, null, List.of(commits));
    }

    private static ChangeEvidenceSource.Evidence merged(String url, String commit) {
        return evidence(url, commit, List.of("fix(export): year"));
    }

    private static ChangeEvidenceSource.Evidence evidence(String url, @Nullable String commit, List<String> commits) {
        return new ChangeEvidenceSource.Evidence(
                url,
                true,
                true,
                new BigDecimal("81.5"),
                new BigDecimal("82"),
                new ArrayList<>(commits),
                new ChangeEvidenceSource.Review("approved", List.of("octocat", "hubot")),
                commit != null,
                commit);
    }
}
