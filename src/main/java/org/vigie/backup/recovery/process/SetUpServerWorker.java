package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RecoveryServices;
import org.vigie.engine.job.LongJobs;

/** Sets up a server for a database whose own is gone. */
@Component
public class SetUpServerWorker {

    private final RecoveryServices services;
    private final LongJobs longJobs;

    SetUpServerWorker(RecoveryServices services, LongJobs longJobs) {
        this.services = services;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "set-up-database-server", autoComplete = false, fetchVariables = "operationId")
    public void setUp(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    services.setUpServer(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
