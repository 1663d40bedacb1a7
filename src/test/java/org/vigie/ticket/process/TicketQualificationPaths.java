package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.support.process.BusinessError;

abstract class TicketQualificationPaths extends TicketPaths {

    @Test
    void rejectedTicketIsClosedWithItsReason() {
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "reject", "reason", "Works as designed"));
        assertClosedAs("rejected", "EndEvent_Rejected");
        assertThat(run.lastJob("close-ticket").variables()).containsEntry("reason", "Works as designed");
    }

    @Test
    void duplicateIsClosedWithTheOtherTicket() {
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "duplicate", "duplicateOf", "CZ-2026-0007"));
        assertClosedAs("duplicate", "EndEvent_Duplicate");
        assertThat(run.lastJob("close-ticket").variables()).containsEntry("duplicateOf", "CZ-2026-0007");
    }

    @Test
    void duplicateOfNoOpenTicketComesBackWithTheReason() {
        run.worker("close-ticket", job -> {
            if (job.variables().get("duplicateOf").equals("CZ-99999")) {
                throw new BusinessError("DUPLICATE_INVALID", Map.of("duplicateProblem", "There is no such ticket"));
            }
            return Map.of("outcome", job.header("outcome"));
        });
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "duplicate", "duplicateOf", "CZ-99999"));
        run.task("Task_QualifyTicket");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("duplicateProblem", "There is no such ticket");
        run.complete("Task_QualifyTicket", Map.of("decision", "duplicate", "duplicateOf", "CZ-7"));
        assertThat(run.completed()).contains("BoundaryEvent_DuplicateInvalid", "EndEvent_Duplicate");
    }

    @Test
    void acceptedTicketGetsTargetsOfWhatQualificationFound() {
        startFromForm();
        assertThat(run.lastJob("notify-reporter").variables()).containsEntry("priority", "P2");
        run.complete("Task_QualifyTicket", Map.of("impact", "improvement", "type", "evolutive"));
        run.task("Task_AssignOwner");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("priority", "P4")
                .containsEntry("resolutionDue", null)
                .containsEntry("type", "evolutive");
        assertThat(run.completed()).contains("CallActivity_UpdateTargets");
    }

    @Test
    void answerByMessageBringsTheTicketBackToQualification() {
        startFromForm();
        ask();
        run.publish("reporter-answered", TICKET, NOT_KEPT, Map.of("answer", "Firefox 134"));
        run.task("Task_QualifyTicket");
        assertThat(run.lastJob("record-step-start").variables())
                .containsEntry("answer", "Firefox 134")
                .containsEntry("question", "Which browser?");
        assertThat(run.completed()).contains("BoundaryEvent_ReporterAnswered").doesNotContain("Task_RecordAnswer");
    }

    @Test
    void everyQualificationStartsWithoutADecision() {
        startFromForm();
        ask();
        run.complete("Task_RecordAnswer", Map.of("answer", "Firefox 134"));
        run.task("Task_QualifyTicket");
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("decision", null);
        run.complete("Task_QualifyTicket");
        run.task("Task_AssignOwner");
    }

    @Test
    void whoTakesTheTicketAtOnceIsItsOwner() {
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "take"));
        var task = run.task("Task_AnalyseCause");
        assertThat(task.assignee()).isEqualTo("sam");
        assertThat(task.groups()).isEqualTo("[\"support\"]");
        assertThat(run.completed()).contains("Task_TakeTicket").doesNotContain("Task_AssignOwner");
    }

    @Test
    void whoeverAcceptsATicketGoesOnWithIt() {
        run.worker("record-step-start", Map.of("goesOn", "sam"));
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "accept"));
        assertThat(run.task("Task_AssignOwner").assignee()).isEqualTo("sam");
    }

    @Test
    void missingAnswerClosesTheTicket() {
        startFromForm();
        ask();
        run.passUntilTimer(Duration.ofDays(7), "BoundaryEvent_DeadlinePassed");
        assertClosedAs("unanswered", "EndEvent_Unanswered");
        assertThat(run.completed()).contains("Gateway_AnsweredAtQualification", "Gateway_NoAnswer");
    }

    private void ask() {
        run.complete("Task_QualifyTicket", Map.of("decision", "ask", "question", "Which browser?"));
        var mail = run.lastJob("notify-reporter");
        assertThat(mail.header("message")).isEqualTo("question");
        assertThat(mail.variables()).containsEntry("ticketId", TICKET).containsEntry("question", "Which browser?");
        run.task("Task_RecordAnswer");
    }
}
