package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.vigie.support.process.Job;

abstract class TicketWorkPaths extends TicketPaths {

    @Test
    void correctionIsAnalysedImplementedReviewedMergedAndValidated() {
        startFromForm();
        run.complete("Task_QualifyTicket");
        run.complete("Task_AssignOwner", Map.of("owner", "dora", "team", "devops", "plannedRelease", "1.4.1"));
        assertOwned("Task_AnalyseCause");
        run.complete("Task_AnalyseCause", Map.of("rootCause", "wrong year"));
        assertOwned("Task_ImplementChange");
        run.complete(
                "Task_ImplementChange", Map.of("summary", "Takes the year of the journal", "branch", "hotfix/pdf"));
        assertThat(run.task("Task_ReviewChange").groups()).isEqualTo("[\"developers\"]");
        run.complete("Task_ReviewChange", GOOD_REVIEW);
        assertThat(run.task("Task_MergeChange").groups()).isEqualTo("[\"developers\"]");
        run.complete(
                "Task_MergeChange",
                Map.of("mergeCommit", "0a1b2c3", "releaseNote", "Export works", "releaseNoteKind", "fixed"));
        assertThat(run.lastJob("record-release-note").variables())
                .containsEntry("releaseNote", "Export works")
                .containsEntry("releaseNoteKind", "fixed");
        assertThat(run.task("Task_ValidateCorrection").groups()).isEqualTo("[\"support\"]");
        run.complete("Task_ValidateCorrection", Map.of("validated", "yes", "satisfaction", 5));
        assertClosedAs("resolved", "EndEvent_TicketClosed");
        assertThat(run.lastJob("close-ticket").variables())
                .containsEntry("rootCause", "wrong year")
                .containsEntry("mergeCommit", "0a1b2c3")
                .containsEntry("satisfaction", 5);
    }

    @Test
    void theNextStepBeginsWithWhatIsKnown() {
        startFromForm();
        run.complete("Task_QualifyTicket");
        run.complete("Task_AssignOwner", Map.of("owner", "dora", "team", "devops"));
        run.complete(
                "Task_AnalyseCause", Map.of("rootCause", "wrong year", "solution", "Take the year of the journal"));
        run.task("Task_ImplementChange");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("summary", "Take the year of the journal");
        run.complete("Task_ImplementChange");
        run.worker("record-step-start", Map.of("goesOn", "rita"));
        run.complete("Task_ReviewChange", GOOD_REVIEW);
        assertThat(run.task("Task_MergeChange").assignee()).isEqualTo("rita");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("releaseNote", "L'export PDF du journal est vide");
    }

    @Test
    void otherTypesNeedNoAnalysis() {
        startAtImplementation();
        run.task("Task_ImplementChange");
        assertThat(run.completed()).doesNotContain("Task_AnalyseCause");
    }

    @Test
    void onlyTheChangeGateStopsTasksThatAreCompletedEmpty() {
        startFromForm();
        List.of(
                        "Task_QualifyTicket",
                        "Task_AssignOwner",
                        "Task_AnalyseCause",
                        "Task_ImplementChange",
                        "Task_ReviewChange")
                .forEach(run::complete);
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", GOOD_REVIEW);
        run.complete("Task_MergeChange");
        run.complete("Task_ValidateCorrection");
        assertClosedAs("resolved", "EndEvent_TicketClosed");
        assertThat(stepsRecorded("record-step-start")).isEqualTo(stepsRecorded("record-step-end"));
        assertThat(stepsRecorded("record-step-end"))
                .containsExactly(
                        "Task_QualifyTicket",
                        "Task_AssignOwner",
                        "Task_AnalyseCause",
                        "Task_ImplementChange",
                        "Task_ReviewChange",
                        "Task_ImplementChange",
                        "Task_ReviewChange",
                        "Task_MergeChange",
                        "Task_ValidateCorrection");
    }

    @Test
    void refusedChangeComesBackWithTheFindings() {
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.complete("Task_ReviewChange", Map.of("reviewDecision", "changes", "reviewComment", "Add a test"));
        run.task("Task_ImplementChange");
        var shown = run.lastJob("record-step-start").variables();
        assertThat(shown).containsEntry("reviewComment", "Add a test");
        assertThat(shown.get("gateFindings"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("There is no pull request", "The reviewer asked for changes");
    }

    @Test
    void everyReviewStartsWithoutTheLastVerdict() {
        startAtImplementation();
        run.complete("Task_ImplementChange");
        run.complete(
                "Task_ReviewChange",
                Map.of("testsPassed", true, "commitMessages", "fix: export", "reviewDecision", "approve"));
        run.complete("Task_ImplementChange");
        run.task("Task_ReviewChange");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("testsPassed", null)
                .containsEntry("commitMessages", null)
                .containsEntry("reviewDecision", null);
    }

    @Test
    void workWithoutCodeChangeGoesStraightToValidation() {
        startAtValidation();
        run.task("Task_ValidateCorrection");
        assertThat(run.completed()).doesNotContain("Task_ReviewChange", "Task_RecordReleaseNote");
    }

    @Test
    void answerDuringWorkBringsTheTicketBackToImplementation() {
        askDuringWork();
        run.complete("Task_RecordAnswer", Map.of("answer", "on the home page"));
        assertOwned("Task_ImplementChange");
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("answer", "on the home page");
    }

    @Test
    void missingAnswerDuringWorkClosesTheTicket() {
        askDuringWork();
        run.passUntilTimer(Duration.ofDays(7), "BoundaryEvent_DeadlinePassed");
        assertClosedAs("unanswered", "EndEvent_Unanswered");
        assertThat(run.completed()).contains("Gateway_AnsweredDuringWork");
    }

    @Test
    void taskHasNoDueDateWhereThePlanSetsNone() {
        startFromForm(Map.of("type", "evolutive", "impact", "improvement"));
        run.complete("Task_QualifyTicket");
        assertThat(run.task("Task_AssignOwner").dueDate()).isEqualTo("2026-11-20T16:30Z");
        run.complete("Task_AssignOwner");
        var task = run.task("Task_ImplementChange");
        assertThat(task.dueDate()).isNull();
        assertThat(task.groups()).isEqualTo("[\"developers\"]");
        assertThat(task.assignee()).isNull();
    }

    private void askDuringWork() {
        startAtImplementation();
        run.complete("Task_ImplementChange", Map.of("progress", "ask", "question", "On which page?"));
        assertThat(run.lastJob("notify-reporter").variables()).containsEntry("question", "On which page?");
    }

    private void assertOwned(String elementId) {
        var task = run.task(elementId);
        assertThat(task.assignee()).isEqualTo("dora");
        assertThat(task.groups()).isEqualTo("[\"devops\"]");
        assertThat(task.dueDate()).isEqualTo("2026-11-23T13:00Z");
    }

    private List<String> stepsRecorded(String type) {
        return run.handled().stream()
                .filter(job -> job.type().equals(type))
                .map(Job::elementId)
                .toList();
    }
}
