package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RestoreBeside;
import org.vigie.engine.job.LongJobs;

/** Restores a backup beside the lost database, however long that takes. */
@Component
public class RestoreBesideWorker {

    private final RestoreBeside beside;
    private final LongJobs longJobs;

    RestoreBesideWorker(RestoreBeside beside, LongJobs longJobs) {
        this.beside = beside;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "restore-beside", autoComplete = false, fetchVariables = "operationId")
    public void restore(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    beside.restore(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
