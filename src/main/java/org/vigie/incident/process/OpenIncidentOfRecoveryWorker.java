package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.incident.remedy.RecoveryHandOver;
import org.vigie.shared.HintedException;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/** Makes the recovery of a database an incident. That it cannot be made one is a trouble and does not hold the recovery up. */
@Component
public class OpenIncidentOfRecoveryWorker implements TroubleRetry {

    private static final String TROUBLE = "recovery-without-incident";

    private final RecoveryHandOver handOver;
    private final Troubles troubles;

    OpenIncidentOfRecoveryWorker(RecoveryHandOver handOver, Troubles troubles) {
        this.handOver = handOver;
        this.troubles = troubles;
    }

    @JobWorker(type = "open-incident-of-recovery")
    public void open(@Variable String operationId) {
        try {
            handOver.begun(operationId);
        } catch (HintedException e) {
            troubles.report(
                    TROUBLE + ":" + operationId,
                    TROUBLE,
                    operationId,
                    "nobody is told of the recovery " + operationId + ": " + e.fact(),
                    e.hint(),
                    null);
        }
    }

    @Override
    public String kind() {
        return TROUBLE;
    }

    @Override
    public boolean retry(Trouble trouble) {
        handOver.begun(String.valueOf(trouble.subject()));
        troubles.clear(trouble.key());
        return true;
    }
}
