package org.vigie.postmortem.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.PostMortemDesk;

/** Closes a post-mortem whose long-term actions are done. */
@Component
public class ClosePostMortemWorker {

    private final PostMortemDesk postMortems;

    ClosePostMortemWorker(PostMortemDesk postMortems) {
        this.postMortems = postMortems;
    }

    @JobWorker(type = "close-post-mortem")
    public void close(@Variable String postMortemId) {
        postMortems.close(postMortemId);
    }
}
