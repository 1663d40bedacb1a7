package org.vigie.backup.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.backup.RestoreTests;
import org.vigie.engine.job.LongJobs;

/** Restores a backup and compares what came back, however long that takes. */
@Component
public class RestoreAndCompareWorker {

    private final RestoreTests tests;
    private final LongJobs longJobs;

    RestoreAndCompareWorker(RestoreTests tests, LongJobs longJobs) {
        this.tests = tests;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "restore-and-compare", autoComplete = false, fetchVariables = "operationId")
    public void restore(JobClient client, ActivatedJob job) {
        longJobs.run(
                client,
                job,
                heartbeat -> BackupErrors.told("RESTORE_TEST_FAILED", () -> {
                    RestoreTests.Result result =
                            tests.carryOut(String.valueOf(job.getVariable("operationId")), heartbeat);
                    Map<String, Object> variables = new LinkedHashMap<>();
                    variables.put("verdict", result.verdict());
                    variables.put("cause", result.cause());
                    variables.put("outcome", result.outcome());
                    variables.put("shownOutcome", result.shownOutcome());
                    variables.put("signature", result.signature());
                    return variables;
                }));
    }
}
