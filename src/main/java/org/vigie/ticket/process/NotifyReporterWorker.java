package org.vigie.ticket.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.ticket.TicketProgress;

/** Mails the reporter; the task header {@code message} names the text. */
@Component
public class NotifyReporterWorker {

    private final TicketProgress progress;

    NotifyReporterWorker(TicketProgress progress) {
        this.progress = progress;
    }

    public record Input(String ticketId, @Nullable String question) {}

    @JobWorker(type = "notify-reporter")
    public void notifyReporter(@VariablesAsType Input input, @CustomHeaders Map<String, String> headers) {
        String message = headers.get("message");
        if (message == null) {
            throw new HintedException(
                    "the task says not which message to send", "Add the task header 'message' in the diagram.");
        }
        String question = input.question() == null ? "" : input.question();
        progress.tellReporter(input.ticketId(), message, Map.of("question", question));
    }
}
