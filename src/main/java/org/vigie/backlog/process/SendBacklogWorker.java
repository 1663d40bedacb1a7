package org.vigie.backlog.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.springframework.stereotype.Component;
import org.vigie.backlog.BacklogMails;

/** Mails the ordered backlog to the technical lead. */
@Component
public class SendBacklogWorker {

    private final BacklogMails mails;

    SendBacklogWorker(BacklogMails mails) {
        this.mails = mails;
    }

    public record Input(String application, String reviewId) {}

    @JobWorker(type = "send-backlog")
    public void send(@VariablesAsType Input input) {
        mails.sendOrdered(input.application(), input.reviewId());
    }
}
