package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupPreflight;
import org.vigie.engine.job.LongJobs;
import org.vigie.shared.value.Texts;

/** Looks at the database, the tools and the disk before a backup. */
@Component
public class CheckBeforeBackupWorker {

    private final BackupPreflight preflight;
    private final LongJobs longJobs;

    CheckBeforeBackupWorker(BackupPreflight preflight, LongJobs longJobs) {
        this.preflight = preflight;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "check-before-backup", autoComplete = false, fetchVariables = "operationId")
    public void check(JobClient client, ActivatedJob job) {
        longJobs.run(client, job, heartbeat -> {
            List<String> findings =
                    BackupErrors.told(() -> preflight.check(String.valueOf(job.getVariable("operationId"))));
            return Map.of("unusual", !findings.isEmpty(), "findings", Texts.unlinked(findings));
        });
    }
}
