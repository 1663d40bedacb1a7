package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RecoveredDatabase;
import org.vigie.engine.job.LongJobs;

/** Looks at a recovered database before anything works on it. */
@Component
public class VerifyRecoveredWorker {

    private final RecoveredDatabase recovered;
    private final LongJobs longJobs;

    VerifyRecoveredWorker(RecoveredDatabase recovered, LongJobs longJobs) {
        this.recovered = recovered;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "verify-recovered-database", autoComplete = false, fetchVariables = "operationId")
    public void verify(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    recovered.verify(String.valueOf(job.getVariable("operationId")));
                    return Map.of();
                }));
    }
}
