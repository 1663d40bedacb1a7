package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.SafetyCopy;
import org.vigie.engine.job.LongJobs;

/** Copies what is left of a lost database, if that can be done. */
@Component
public class SaveWhatIsLeftWorker {

    private final SafetyCopy copy;
    private final LongJobs longJobs;

    SaveWhatIsLeftWorker(SafetyCopy copy, LongJobs longJobs) {
        this.copy = copy;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "save-what-is-left", autoComplete = false, fetchVariables = "operationId")
    public void save(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    copy.take(String.valueOf(job.getVariable("operationId")), heartbeat);
                    return Map.of();
                }));
    }
}
