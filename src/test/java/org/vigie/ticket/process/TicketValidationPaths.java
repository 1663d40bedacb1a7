package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TicketValidationPaths extends TicketPaths {

    @BeforeEach
    void finishTheWork() {
        startAtValidation();
    }

    @Test
    void reporterIsAskedWithWhatWasDone() {
        assertThat(run.lastJob("request-validation").variables())
                .containsEntry("ticketId", TICKET)
                .containsEntry("summary", "Restarted");
        assertThat(run.task("Task_ValidateCorrection").groups()).isEqualTo("[\"support\"]");
    }

    @Test
    void reporterWhoIsContentClosesTheTicket() {
        answer(true, 4, null);
        assertClosedAs("resolved", "EndEvent_TicketClosed");
        assertThat(run.lastJob("close-ticket").variables()).containsEntry("satisfaction", 4);
        assertThat(run.completed())
                .contains("BoundaryEvent_ReporterValidated")
                .doesNotContain("Task_ValidateCorrection", "Task_CountAsValidated");
    }

    @Test
    void reporterForWhomItDoesNotHoldSendsTheTicketBack() {
        answer(false, null, "still empty");
        assertBackAtWork();
    }

    @Test
    void supportCanWriteDownThatItDoesNotHold() {
        run.complete("Task_ValidateCorrection", Map.of("validated", "no", "validationComment", "still empty"));
        assertBackAtWork();
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("progress", "change-ready");
    }

    @Test
    void everyRoundAsksAnew() {
        answer(false, null, "still empty");
        run.complete("Task_ImplementChange", Map.of("progress", "no-code-change", "summary", "Restarted again"));
        assertThat(run.lastJob("request-validation").variables()).containsEntry("summary", "Restarted again");
        answer(true, null, null);
        assertClosedAs("resolved", "EndEvent_TicketClosed");
    }

    @Test
    void answerAboutAnotherTicketChangesNothing() {
        run.publish("ticket-validated", "CZ-2026-9999", NOT_KEPT, Map.of("validated", false));
        run.task("Task_ValidateCorrection");
    }

    @Test
    void reporterIsRemindedOnceAndCanStillAnswer() {
        run.passUntilTimer(Duration.ofDays(3), "BoundaryEvent_ValidationReminderDue");
        assertThat(run.handled()).filteredOn("type", "remind-validation").hasSize(1);
        run.task("Task_ValidateCorrection");
        answer(true, 5, null);
        assertClosedAs("resolved", "EndEvent_TicketClosed");
        assertThat(run.completed()).contains("EndEvent_ValidationReminded");
    }

    @Test
    void silenceCountsAsValidatedAtTheDeadline() {
        run.passUntilTimer(Duration.ofDays(3), "BoundaryEvent_ValidationReminderDue");
        run.passUntilTimer(Duration.ofDays(4), "BoundaryEvent_ValidationDeadlinePassed");
        assertThat(run.handled()).filteredOn("type", "remind-validation").hasSize(1);
        assertThat(run.handled()).filteredOn("type", "count-as-validated").hasSize(1);
        assertClosedAs("resolved", "EndEvent_TicketClosed");
    }

    @Test
    void answerOfTheLastMomentCountsMoreThanTheDeadline() {
        run.worker("count-as-validated", Map.of("validated", false, "validationComment", "still empty"));
        run.passUntilTimer(Duration.ofDays(7), "BoundaryEvent_ValidationDeadlinePassed");
        assertBackAtWork();
    }

    private void answer(boolean validated, Integer satisfaction, String comment) {
        var variables = new HashMap<String, Object>();
        variables.put("validated", validated);
        variables.put("satisfaction", satisfaction);
        variables.put("validationComment", comment);
        run.publish("ticket-validated", TICKET, NOT_KEPT, variables);
    }

    private void assertBackAtWork() {
        assertThat(run.task("Task_ImplementChange").assignee()).isEqualTo("dora");
        assertThat(run.lastJob("record-step-start").variables()).containsEntry("validationComment", "still empty");
        assertThat(run.completed()).doesNotContain("Task_CloseTicket");
    }
}
