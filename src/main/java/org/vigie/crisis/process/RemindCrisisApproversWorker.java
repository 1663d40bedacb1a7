package org.vigie.crisis.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.crisis.CrisisTexts;

/** Reminds those who may approve a public text. */
@Component
public class RemindCrisisApproversWorker {

    private final CrisisTexts texts;

    RemindCrisisApproversWorker(CrisisTexts texts) {
        this.texts = texts;
    }

    @JobWorker(type = "remind-crisis-approvers")
    public void remind(@Variable String operationId) {
        texts.remind(operationId);
    }
}
