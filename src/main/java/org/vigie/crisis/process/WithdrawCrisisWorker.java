package org.vigie.crisis.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.crisis.CrisisTexts;

/** Takes a crisis back from the page; who read of it reads that it is over. */
@Component
public class WithdrawCrisisWorker {

    private final CrisisTexts texts;

    WithdrawCrisisWorker(CrisisTexts texts) {
        this.texts = texts;
    }

    @JobWorker(type = "withdraw-crisis")
    public void withdraw(@Variable String operationId) {
        texts.withdraw(operationId);
    }
}
