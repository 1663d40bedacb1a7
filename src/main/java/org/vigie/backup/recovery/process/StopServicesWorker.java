package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RecoveryServices;
import org.vigie.engine.job.LongJobs;

/** Stops what works on a lost database. */
@Component
public class StopServicesWorker {

    private final RecoveryServices services;
    private final LongJobs longJobs;

    StopServicesWorker(RecoveryServices services, LongJobs longJobs) {
        this.services = services;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "stop-services-for-recovery", autoComplete = false, fetchVariables = "operationId")
    public void stop(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    services.stop(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
