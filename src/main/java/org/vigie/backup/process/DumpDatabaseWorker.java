package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
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
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told(() -> {
                    backups.take(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
