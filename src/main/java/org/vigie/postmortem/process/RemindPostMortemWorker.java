package org.vigie.postmortem.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.PostMortemMails;

/** Mails a reminder of a post-mortem that is not approved yet. */
@Component
public class RemindPostMortemWorker {

    private final PostMortemMails mails;

    RemindPostMortemWorker(PostMortemMails mails) {
        this.mails = mails;
    }

    @JobWorker(type = "remind-post-mortem")
    public void remind(@Variable String postMortemId) {
        mails.remind(postMortemId);
    }
}
