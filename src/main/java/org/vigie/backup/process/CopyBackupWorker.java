package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupCopies;
import org.vigie.engine.job.LongJobs;

/** Copies a backup to the places of its plan. */
@Component
public class CopyBackupWorker {

    private final BackupCopies copies;
    private final LongJobs longJobs;

    CopyBackupWorker(BackupCopies copies, LongJobs longJobs) {
        this.copies = copies;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "copy-backup", autoComplete = false, fetchVariables = "operationId")
    public void copy(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told(() -> {
                    copies.toOtherPlaces(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
