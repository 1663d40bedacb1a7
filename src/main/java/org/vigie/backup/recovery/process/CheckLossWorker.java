package org.vigie.backup.recovery.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.process.BackupErrors;
import org.vigie.backup.recovery.Recoveries;
import org.vigie.engine.job.LongJobs;
import org.vigie.shared.value.Texts;

/** Looks at a database that is said to be lost. */
@Component
public class CheckLossWorker {

    private final Recoveries recoveries;
    private final LongJobs longJobs;

    CheckLossWorker(Recoveries recoveries, LongJobs longJobs) {
        this.recoveries = recoveries;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "check-database-loss", autoComplete = false, fetchVariables = "operationId")
    public void check(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RECOVERY_FAILED", () -> {
                    Recoveries.Look look = recoveries.look(String.valueOf(job.getVariable("operationId")));
                    Map<String, Object> variables = new LinkedHashMap<>();
                    variables.put(
                            "next", look.next().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                    variables.put("findings", Texts.unlinked(look.findings()));
                    variables.put("lossConfirmed", look.lossConfirmed());
                    variables.put("backup", look.backup());
                    variables.put("backupText", look.backupText());
                    variables.put("candidates", look.candidates());
                    variables.put("recordedSince", Texts.unlinked(look.since()));
                    return variables;
                }));
    }
}
