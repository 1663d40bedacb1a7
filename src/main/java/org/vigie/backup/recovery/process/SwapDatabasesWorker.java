package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.DatabaseSwap;
import org.vigie.engine.job.LongJobs;

/** Puts the restored database in place of the lost one. */
@Component
public class SwapDatabasesWorker {

    private final DatabaseSwap databases;
    private final LongJobs longJobs;

    SwapDatabasesWorker(DatabaseSwap databases, LongJobs longJobs) {
        this.databases = databases;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "swap-databases", autoComplete = false, fetchVariables = "operationId")
    public void swap(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    databases.swap(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
