package org.vigie.crisis.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.crisis.CrisisTexts;

/** Tells the public that it is over. */
@Component
public class AnnounceAllClearWorker {

    private final CrisisTexts texts;

    AnnounceAllClearWorker(CrisisTexts texts) {
        this.texts = texts;
    }

    /** Whether the public is owed what was learnt, and how long that is waited for. */
    public record Output(boolean postMortemWanted, String postMortemWithin) {}

    @JobWorker(type = "announce-all-clear")
    public Output announce(@Variable String operationId) {
        return new Output(texts.announceEnd(operationId), texts.postMortemWithin(operationId));
    }
}
