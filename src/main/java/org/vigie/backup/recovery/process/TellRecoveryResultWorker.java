package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.backup.recovery.RecoveryNotices;

/** Tells the team how a recovery ended. */
@Component
public class TellRecoveryResultWorker {

    private final RecoveryNotices notices;

    TellRecoveryResultWorker(RecoveryNotices notices) {
        this.notices = notices;
    }

    @JobWorker(type = "tell-recovery-result")
    public void tell(@Variable String operationId) {
        notices.tellResult(operationId);
    }
}
