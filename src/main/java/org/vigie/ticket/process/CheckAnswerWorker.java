package org.vigie.ticket.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.ticket.TicketProgress;

/** Asks the database whether the reporter has answered: the deadline may pass before the process hears of an answer. */
@Component
public class CheckAnswerWorker {

    private final TicketProgress progress;

    CheckAnswerWorker(TicketProgress progress) {
        this.progress = progress;
    }

    /** Gives {@code reporterAnswered} and, if that is true, {@code answer}. */
    @JobWorker(type = "check-answer")
    public Map<String, Object> check(@Variable String ticketId) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("reporterAnswered", false);
        progress.takeAnswer(ticketId).ifPresent(answer -> {
            variables.put("reporterAnswered", true);
            variables.put("answer", answer);
        });
        return variables;
    }
}
