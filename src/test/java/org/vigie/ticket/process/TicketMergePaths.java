package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

abstract class TicketMergePaths extends TicketPaths {

    private static final String PULL_REQUEST = (String) GOOD_REVIEW.get("pullRequest");
    private static final Map<String, Object> MERGED =
            Map.of("pullRequest", PULL_REQUEST, "mergeCommit", "0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b");

    @Test
    void reviewStartsWithWhatTrackersHaveTold() {
        run.worker(
                "collect-evidence",
                Map.of("pullRequest", PULL_REQUEST, "testsPassed", true, "commitMessages", "fix: export"));
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.task("Task_ReviewChange");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("pullRequest", PULL_REQUEST)
                .containsEntry("testsPassed", true)
                .containsEntry("commitMessages", "fix: export");
    }

    @Test
    void commitThatBreaksTheConventionComesBackWithItsLine() {
        String finding = "Commit message, line 2 (\"Fixed it\"): there is no type";
        run.worker("check-change", Map.of("commitFindings", List.of(finding), "overrideAccepted", false));
        startAtMerge();
        run.task("Task_ImplementChange");
        assertThat(run.lastJob("record-step-start").variables().get("gateFindings"))
                .isEqualTo(List.of(finding));
        assertThat(run.completed()).doesNotContain("Task_CheckMerge");
    }

    @Test
    void acceptedOverrideOpensTheGate() {
        run.worker("check-change", overrideBy("lead", true));
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", Map.of("overrideReason", "site is down"));
        run.task("Task_MergeChange");
        assertThat(run.lastJob("check-change").variables()).containsEntry("overrideReason", "site is down");
    }

    @Test
    void overrideOfSomebodyElseComesBack() {
        run.worker("check-change", overrideBy("mallory", false));
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", Map.of("overrideBy", "lead", "overrideReason", "site is down"));
        run.task("Task_ImplementChange");
        assertThat(run.lastJob("check-change").variables()).doesNotContainKey("overrideBy");
        assertThat(run.lastJob("record-step-start").variables().get("gateFindings"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("mallory may not override the gate: the plan file does not name the person of this account");
    }

    @Test
    void ticketThatTravelsWithItsReleaseIsClosedByIt() {
        waitForRelease();
        assertThat(run.tasks()).isEmpty();
        run.publish("ticket-released", TICKET, NOT_KEPT, Map.of("releasedIn", "1.3.0"));
        assertThat(run.lastJob("close-ticket").variables()).containsEntry("reason", "released in 1.3.0");
        assertThat(run.lastJob("close-ticket").header("outcome")).isEqualTo("resolved");
        assertThat(run.completed())
                .contains("Event_TicketReleased", "EndEvent_ClosedByRelease")
                .doesNotContain("Task_RequestValidation")
                .endsWith("EndEvent_TicketHandled", "ticket");
    }

    @Test
    void reporterIsAskedWhenNoReleaseComes() {
        waitForRelease();
        run.passUntilTimer(Duration.ofDays(101), "Event_ReleaseMissing");
        run.task("Task_ValidateCorrection");
    }

    private void waitForRelease() {
        run.worker("check-release", Map.of("awaitsRelease", true));
        startAtMerge();
        run.complete("Task_MergeChange");
        assertThat(run.lastJob("check-release").variables()).containsEntry("ticketId", TICKET);
    }

    @Test
    void announcedMergeEndsTheTask() {
        startAtMerge();
        run.task("Task_MergeChange");
        run.worker(
                "check-merge",
                job -> Map.of("merged", true, "mergeCommit", job.variables().get("announcedCommit")));
        run.publish("change-merged", TICKET, NOT_KEPT, MERGED);
        run.task("Task_ValidateCorrection");
        assertThat(run.lastJob("check-merge").variables())
                .containsEntry("announcedPullRequest", PULL_REQUEST)
                .containsEntry("pullRequest", PULL_REQUEST);
        assertThat(run.lastJob("record-release-note").variables())
                .containsEntry("mergeCommit", MERGED.get("mergeCommit"));
        assertThat(run.completed()).contains("BoundaryEvent_MergeAnnounced").doesNotContain("Task_MergeChange");
    }

    @Test
    void mergeOfAnotherChangeLeavesTheTask() {
        startAtMerge();
        run.publish("change-merged", TICKET, NOT_KEPT, Map.of("pullRequest", PULL_REQUEST + "7", "mergeCommit", "1"));
        run.task("Task_MergeChange");
        assertThat(run.lastJob("check-merge").variables())
                .containsEntry("announcedPullRequest", PULL_REQUEST + "7")
                .containsEntry("pullRequest", PULL_REQUEST);
        run.complete("Task_MergeChange", Map.of("mergeCommit", "0a1b2c3"));
        run.task("Task_ValidateCorrection");
    }

    @Test
    void mergeOfAnotherTicketChangesNothing() {
        startAtMerge();
        run.publish("change-merged", "CZ-2026-9999", NOT_KEPT, MERGED);
        run.task("Task_MergeChange");
        assertThat(run.completed()).doesNotContain("BoundaryEvent_MergeAnnounced");
    }

    @Test
    void changeMergedDuringTheReviewNeedsNoMergeTask() {
        run.worker("check-merge", Map.of("merged", true, "mergeCommit", "0a1b2c3"));
        startAtMerge();
        run.task("Task_ValidateCorrection");
        assertThat(run.lastJob("record-release-note").variables()).containsEntry("mergeCommit", "0a1b2c3");
        assertThat(run.handled()).noneMatch(job -> job.elementId().equals("Task_MergeChange"));
    }

    @Test
    void nextRoundStartsWithoutTheLastMergeCommit() {
        startAtMerge();
        run.complete("Task_MergeChange", Map.of("mergeCommit", "0a1b2c3"));
        run.complete("Task_ValidateCorrection", Map.of("validated", false, "validationComment", "still empty"));
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", GOOD_REVIEW);
        run.task("Task_MergeChange");
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("mergeCommit", null);
    }

    private static Map<String, Object> overrideBy(String account, boolean accepted) {
        return Map.of("commitFindings", List.of("Commit message"), "overrideBy", account, "overrideAccepted", accepted);
    }
}
