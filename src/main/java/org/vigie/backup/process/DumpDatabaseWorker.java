package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.exception.CamundaError;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.Backups;
import org.vigie.engine.job.LongJobs;

/** Dumps the database of a backup, however long that takes. */
@Component
public class DumpDatabaseWorker {

    private final Backups backups;
    private final LongJobs longJobs;

    DumpDatabaseWorker(Backups backups, LongJobs longJobs) {
        this.backups = backups;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "dump-database", autoComplete = false, fetchVariables = "operationId")
    public void dump(JobClient client, ActivatedJob job) {
        longJobs.run(client, job, heartbeat -> {
            String operationId = String.valueOf(job.getVariable("operationId"));
            try {
                backups.take(operationId, heartbeat);
                return Map.of();
            } catch (BackupFailedException e) {
                throw CamundaError.bpmnError("BACKUP_FAILED", e.fact(), Map.of("cause", e.code(), "outcome", e.fact()));
            }
        });
    }
}
