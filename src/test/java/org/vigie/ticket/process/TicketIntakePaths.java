package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.support.process.BusinessError;

abstract class TicketIntakePaths extends TicketPaths {

    @Test
    void formLeadsToQualificationBySupport() {
        startFromForm();
        var task = run.task("Task_QualifyTicket");
        assertThat(task.groups()).isEqualTo("[\"support\"]");
        assertThat(task.dueDate()).isEqualTo("2026-11-20T16:30Z");
        assertThat(task.assignee()).isNull();
        assertThat(run.completed())
                .containsSubsequence(
                        "StartEvent_FormSubmitted",
                        "Task_RegisterTicket",
                        "Task_DeterminePriority",
                        "Task_DetermineTargets",
                        "Task_SetDueDates",
                        "CallActivity_SetTargets",
                        "Task_ConfirmReceipt")
                .doesNotContain("Task_ReopenTicket");
        assertThat(run.lastJob("notify-reporter").header("message")).isEqualTo("receipt");
        assertThat(run.lastJob("record-step-start").elementId()).isEqualTo("Task_QualifyTicket");
    }

    @Test
    void receivedTicketLeadsToQualification() {
        run.publish("ticket-received", TICKET, NOT_KEPT, REQUEST);
        run.task("Task_QualifyTicket");
        assertThat(run.completed()).contains("StartEvent_TicketReceived").doesNotContain("StartEvent_FormSubmitted");
    }

    @Test
    void secondInstanceOfOneTicketEndsAtOnce() {
        run.worker("register-ticket", job -> {
            throw new BusinessError("TICKET_ALREADY_RUNNING", Map.of());
        });
        run.publish("ticket-received", TICKET, NOT_KEPT, REQUEST);
        assertThat(run.completed()).endsWith("EndEvent_AlreadyRunning", "ticket");
        assertThat(run.handled()).hasSize(1);
    }

    @Test
    void invalidRequestGoesBackToSupportWithTheReason() {
        run.worker("register-ticket", job -> {
            if (job.variables().get("title").equals("")) {
                throw new BusinessError("TICKET_INVALID", Map.of("refusalReason", "the title is missing"));
            }
            return periods("ticketId", TICKET);
        });
        startFromForm(Map.of("title", ""));
        var task = run.task("Task_CorrectRequest");
        assertThat(task.groups()).isEqualTo("[\"support\"]");
        assertThat(task.dueDate()).isNull();
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("refusalReason", "the title is missing");

        run.complete("Task_CorrectRequest", Map.of("title", "L'export est vide"));
        run.task("Task_QualifyTicket");
        assertThat(run.lastJob("notify-reporter").variables()).containsEntry("title", "L'export est vide");
    }

    @Test
    void reopenedTicketGoesStraightToAssignment() {
        run.worker(
                "reopen-ticket",
                Map.of(
                        "priority",
                        "P2",
                        "taskPriority",
                        75,
                        "responseDue",
                        RESPONSE_DUE,
                        "resolutionDue",
                        RESOLUTION_DUE));
        run.publish("ticket-reopened", TICKET, NOT_KEPT, Map.of("ticketId", TICKET, "type", "corrective"));
        assertThat(run.task("Task_AssignOwner").dueDate()).isEqualTo("2026-11-20T16:30Z");
        assertThat(run.completed())
                .contains("Task_ReopenTicket")
                .doesNotContain("Task_RegisterTicket", "CallActivity_SetTargets", "Task_QualifyTicket");
    }

    @Test
    void reopenedTicketCanBeCancelled() {
        run.publish("ticket-reopened", TICKET, NOT_KEPT, Map.of("ticketId", TICKET));
        run.task("Task_AssignOwner");
        cancel();
        assertClosedAs("cancelled", "EventSubprocess_Cancellation");
    }
}
