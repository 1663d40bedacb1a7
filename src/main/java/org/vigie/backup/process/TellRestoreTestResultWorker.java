package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupNotices;

/** Tells the team what a restore test found. */
@Component
public class TellRestoreTestResultWorker {

    private final BackupNotices notices;

    TellRestoreTestResultWorker(BackupNotices notices) {
        this.notices = notices;
    }

    @JobWorker(type = "tell-restore-test-result")
    public void tell(@Variable String operationId) {
        notices.tellTestResult(operationId);
    }
}
