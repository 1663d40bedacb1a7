package org.vigie.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.shared.Sentences;

class ChangeGateTests {

    private static final String NO_PULL_REQUEST = "There is no pull request";
    private static final String TESTS_NOT_PASSED = "The automatic tests have not passed";
    private static final String NO_TEST = "No test belongs to this ticket";
    private static final String COVERAGE_UNKNOWN =
            "Test coverage is not known: give the percentage before and after the change";
    private static final String NOT_REVIEWED = "The reviewer has not decided yet";
    private static final String CHANGES_ASKED = "The reviewer asked for changes";

    private final Decisions decisions = new Decisions();

    @Test
    void opensForAReviewedAndTestedChange() {
        assertThat(findings(Map.of())).isEmpty();
    }

    @Test
    void namesEverythingThatIsMissing() {
        assertThat(decide(Map.of()))
                .containsExactly(NO_PULL_REQUEST, TESTS_NOT_PASSED, NO_TEST, COVERAGE_UNKNOWN, NOT_REVIEWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankPullRequest(String pullRequest) {
        assertThat(findings(Map.of("pullRequest", pullRequest))).containsExactly(NO_PULL_REQUEST);
    }

    @Test
    void refusesFailedAndUnknownTests() {
        assertThat(findings(Map.of("testsPassed", false))).containsExactly(TESTS_NOT_PASSED);
        assertThat(findings(without("testsPassed"))).containsExactly(TESTS_NOT_PASSED);
        assertThat(findings(Map.of("testsPassed", "true"))).containsExactly(TESTS_NOT_PASSED);
        assertThat(findings(Map.of("testsOfTicket", false))).containsExactly(NO_TEST);
        assertThat(findings(without("testsOfTicket"))).containsExactly(NO_TEST);
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "80, 80.01", "0, 0", "99.9, 100"})
    void acceptsCoverageHeldOrImproved(double before, double after) {
        assertThat(findings(Map.of("coverageBefore", before, "coverageAfter", after)))
                .isEmpty();
    }

    @Test
    void refusesLowerCoverageAndGivesTheFigures() {
        assertThat(findings(Map.of("coverageBefore", 80.25, "coverageAfter", 79.9)))
                .containsExactly("Test coverage is lower than before: 79.9 percent, it was 80.25");
    }

    @Test
    void takesMissingOrImpossibleCoverageForAFinding() {
        assertThat(findings(without("coverageBefore"))).containsExactly(COVERAGE_UNKNOWN);
        assertThat(findings(without("coverageAfter"))).containsExactly(COVERAGE_UNKNOWN);
        assertThat(findings(Map.of("coverageAfter", 810))).containsExactly(COVERAGE_UNKNOWN);
        assertThat(findings(Map.of("coverageBefore", -1))).containsExactly(COVERAGE_UNKNOWN);
        assertThat(findings(Map.of("coverageBefore", "80"))).containsExactly(COVERAGE_UNKNOWN);
    }

    @Test
    void listensToTheReviewer() {
        assertThat(findings(Map.of("reviewDecision", "changes"))).containsExactly(CHANGES_ASKED);
        assertThat(findings(Map.of("reviewDecision", "perhaps"))).containsExactly(NOT_REVIEWED);
        assertThat(findings(without("reviewDecision"))).containsExactly(NOT_REVIEWED);
    }

    @Test
    void addsWhatSpeaksAgainstTheCommitMessages() {
        String commit = "Commit message, line 1 (\"wip\"): there is no type";
        assertThat(findings(Map.of("commitFindings", List.of(commit)))).containsExactly(commit);
        assertThat(findings(Map.of("commitFindings", List.of(commit), "testsPassed", false)))
                .containsExactly(TESTS_NOT_PASSED, commit);
        assertThat(findings(Map.of("commitFindings", List.of()))).isEmpty();
    }

    @Test
    void opensWhenTheOverrideIsAccepted() {
        Map<String, Object> override =
                Map.of("overrideAccepted", true, "overrideBy", "lead", "overrideReason", "the shop is closed");
        assertThat(decide(override)).isEmpty();
        assertThat(findings(override)).isEmpty();
    }

    @Test
    void doesNotTrustANameInTheForm() {
        Map<String, Object> claimed =
                Map.of("testsPassed", false, "overrideBy", "claire", "overrideReason", "the shop is closed");
        assertThat(findings(claimed))
                .containsExactly(
                        TESTS_NOT_PASSED,
                        "claire may not override the gate: the plan file does not name the person of this account");
    }

    @Test
    void tellsWhatAnOverrideLacks() {
        assertThat(findings(Map.of("testsPassed", false, "overrideReason", "urgent")))
                .containsExactly(
                        TESTS_NOT_PASSED,
                        "An override needs a review that is assigned to the person who answers for it");
        assertThat(findings(Map.of("testsPassed", false, "overrideBy", "claire", "overrideReason", " ")))
                .as("no reason: nobody asks for one")
                .containsExactly(TESTS_NOT_PASSED);
    }

    @Test
    void doesNotMindAHalfOverrideThatNobodyNeeds() {
        assertThat(findings(Map.of("overrideBy", "claire"))).isEmpty();
    }

    /** Who changes a text of the table writes its French into {@code sentences/fr.txt}. */
    @Test
    void everythingThatTheTableSaysIsSaidInFrenchToo() {
        List<Map<String, ? extends @Nullable Object>> reviews = List.of(
                Map.of(),
                Map.of("coverageBefore", 80.25, "coverageAfter", 79.9, "reviewDecision", "changes"),
                Map.of("testsPassed", false, "overrideBy", "claire", "overrideReason", "the shop is closed"),
                Map.of("testsPassed", false, "overrideReason", "urgent"));
        assertThat(reviews.stream().flatMap(review -> decide(review).stream()).distinct())
                .hasSizeGreaterThan(7)
                .allSatisfy(finding -> assertThat(Sentences.in(Locale.FRENCH).say(finding))
                        .isNotEqualTo(finding)
                        .doesNotContain(" the ", " is ", " not "));
    }

    /** Findings on a change that is in order but for these values. */
    private List<String> findings(Map<String, ? extends @Nullable Object> changed) {
        Map<String, @Nullable Object> inputs = new HashMap<>(Map.of(
                "pullRequest",
                "https://forge.example/pull/7",
                "testsPassed",
                true,
                "testsOfTicket",
                true,
                "coverageBefore",
                80.5,
                "coverageAfter",
                81,
                "reviewDecision",
                "approve"));
        inputs.putAll(changed);
        return decide(inputs);
    }

    private List<String> decide(Map<String, ? extends @Nullable Object> inputs) {
        return decisions.evaluate("changeGate", inputs, new TypeReference<List<String>>() {});
    }

    private static Map<String, @Nullable Object> without(String name) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(name, null);
        return map;
    }
}
