package org.vigie.postmortem.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.postmortem.PostMortemPublication;

/** Writes the document into the folder of the plan file. */
@Component
public class PublishPostMortemWorker {

    private final PostMortemPublication publication;

    PublishPostMortemWorker(PostMortemPublication publication) {
        this.publication = publication;
    }

    /** Where the document was written. */
    public record Output(String documentPath) {}

    @JobWorker(type = "publish-post-mortem")
    public Output publish(@Variable String postMortemId) {
        return new Output(publication.publish(postMortemId));
    }
}
