package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.RecoveryUndo;
import org.vigie.engine.job.LongJobs;

/** Puts back what an unfinished recovery changed. */
@Component
public class UndoRecoveryWorker {

    private final RecoveryUndo recovery;
    private final LongJobs longJobs;

    UndoRecoveryWorker(RecoveryUndo recovery, LongJobs longJobs) {
        this.recovery = recovery;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "undo-recovery", autoComplete = false, fetchVariables = "operationId")
    public void undo(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    recovery.undo(String.valueOf(job.getVariable("operationId")));
                    return Map.of();
                }));
    }
}
