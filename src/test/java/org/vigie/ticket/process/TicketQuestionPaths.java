package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TicketQuestionPaths extends TicketPaths {

    @BeforeEach
    void raiseTheQuestion() {
        run.start(
                "ticket-question",
                Map.of(
                        "ticketId", TICKET,
                        "question", "Which browser?",
                        "reporterReminder", "P3D",
                        "reporterDeadline", "P7D",
                        "resolutionDue", RESOLUTION_DUE));
    }

    @Test
    void answerByMessageEndsTheWait() {
        run.publish("reporter-answered", TICKET, NOT_KEPT, Map.of("answer", "Firefox 134"));
        assertThat(run.completed()).endsWith("EndEvent_Answered", "ticket-question");
        assertThat(run.tasks()).isEmpty();
    }

    @Test
    void answerWrittenDownBySupportEndsTheWait() {
        var task = run.task("Task_RecordAnswer");
        assertThat(task.groups()).isEqualTo("[\"support\"]");
        assertThat(task.dueDate()).isEqualTo("2026-11-23T13:00Z");
        run.complete("Task_RecordAnswer", Map.of("answer", "Firefox 134"));
        assertThat(run.completed()).endsWith("EndEvent_Answered", "ticket-question");
    }

    @Test
    void answerToAnotherTicketChangesNothing() {
        run.publish("reporter-answered", "CZ-2026-9999", NOT_KEPT, Map.of("answer", "no idea"));
        run.task("Task_RecordAnswer");
    }

    @Test
    void reporterIsRemindedOnceAndCanStillAnswer() {
        run.passUntilTimer(Duration.ofDays(3), "BoundaryEvent_ReminderDue");
        assertThat(messages()).containsExactly("question", "question-reminder");
        run.task("Task_RecordAnswer");
        run.publish("reporter-answered", TICKET, NOT_KEPT, Map.of("answer", "Firefox 134"));
        assertThat(run.completed()).endsWith("EndEvent_Answered", "ticket-question");
    }

    @Test
    void waitEndsAtTheDeadline() {
        run.passUntilTimer(Duration.ofDays(3), "BoundaryEvent_ReminderDue");
        run.passUntilTimer(Duration.ofDays(4), "BoundaryEvent_DeadlinePassed");
        assertThat(messages()).containsExactly("question", "question-reminder");
        assertThat(run.completed())
                .endsWith("EndEvent_Unanswered", "ticket-question")
                .doesNotContain("EndEvent_Answered");
    }

    @Test
    void answerThatWasAcceptedBeforeTheDeadlineCountsThoughItsMessageIsLate() {
        run.worker("check-answer", Map.of("reporterAnswered", true, "answer", "Firefox 134"));
        run.passUntilTimer(Duration.ofDays(7), "BoundaryEvent_DeadlinePassed");
        assertThat(run.completed())
                .contains("EndEvent_Answered", "ticket-question")
                .doesNotContain("EndEvent_Unanswered");
    }

    private List<String> messages() {
        return run.handled().stream()
                .filter(job -> job.type().equals("notify-reporter"))
                .map(job -> job.header("message"))
                .toList();
    }
}
