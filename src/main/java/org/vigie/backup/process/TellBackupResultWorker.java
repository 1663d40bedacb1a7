package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupNotices;

/** Tells the team how a backup went. */
@Component
public class TellBackupResultWorker {

    private final BackupNotices notices;

    TellBackupResultWorker(BackupNotices notices) {
        this.notices = notices;
    }

    @JobWorker(type = "tell-backup-result")
    public void tell(@Variable String operationId) {
        notices.tellResult(operationId);
    }
}
