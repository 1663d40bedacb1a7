package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.support.process.BusinessError;

abstract class TicketCancellationPaths extends TicketPaths {

    private static final List<String> STEPS = List.of(
            "Task_QualifyTicket",
            "Task_AssignOwner",
            "Task_AnalyseCause",
            "Task_ImplementChange",
            "Task_ReviewChange",
            "Task_MergeChange",
            "Task_ValidateCorrection");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void ticketCanBeCancelledAtEveryStep(int step) {
        startFromForm();
        STEPS.subList(0, step).forEach(done -> run.complete(done, GOOD_REVIEW));
        run.task(STEPS.get(step));
        cancel();
        assertClosedAs("cancelled", "EventSubprocess_Cancellation");
        assertThat(run.lastJob("close-ticket").variables()).containsEntry("reason", "reported by mistake");
        assertThat(run.completed()).doesNotContain(STEPS.get(step));
    }

    @Test
    void ticketCanBeCancelledWhileItWaitsForTheReporter() {
        startFromForm();
        run.complete("Task_QualifyTicket", Map.of("decision", "ask", "question", "Which browser?"));
        run.task("Task_RecordAnswer");
        cancel();
        assertClosedAs("cancelled", "EventSubprocess_Cancellation");
    }

    @Test
    void cancellationOfAnotherTicketChangesNothing() {
        startFromForm();
        run.publish("ticket-cancelled", "CZ-2026-9999", NOT_KEPT, Map.of());
        run.task("Task_QualifyTicket");
    }

    @Test
    void cancellationThatComesBeforeTheRegistrationTakesEffectAfterIt() {
        run.worker("register-ticket", job -> {
            if (job.variables().get("title").equals("")) {
                throw new BusinessError("TICKET_INVALID", Map.of("refusalReason", "the title is missing"));
            }
            return Map.of("ticketId", TICKET);
        });
        startFromForm(Map.of("title", ""));
        run.publish("ticket-cancelled", TICKET, Duration.ofMinutes(1), Map.of());
        run.complete("Task_CorrectRequest", Map.of("title", "L'export est vide"));
        assertClosedAs("cancelled", "EventSubprocess_Cancellation");
    }
}
