package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RecoveredDatabase;
import org.vigie.engine.job.LongJobs;

/** Looks at a recovered database while the application works on it. */
@Component
public class WatchRecoveredWorker {

    private final RecoveredDatabase recovered;
    private final LongJobs longJobs;

    WatchRecoveredWorker(RecoveredDatabase recovered, LongJobs longJobs) {
        this.recovered = recovered;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "watch-recovered-database", autoComplete = false, fetchVariables = "operationId")
    public void watch(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    return Map.of("watching", recovered.watch(String.valueOf(job.getVariable("operationId"))));
                }));
    }
}
