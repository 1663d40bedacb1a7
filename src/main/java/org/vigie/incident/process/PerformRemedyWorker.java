package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.incident.remedy.Performance;

/** Does what was decided: the plan's programs, or the request for a rollback or a recovery. */
@Component
public class PerformRemedyWorker {

    private final Performance performance;
    private final LongJobs longJobs;

    PerformRemedyWorker(Performance performance, LongJobs longJobs) {
        this.performance = performance;
        this.longJobs = longJobs;
    }

    @JobWorker(
            type = "perform-remedy",
            autoComplete = false,
            fetchVariables = {"operationId", "turn", "monitor"})
    public void perform(JobClient client, ActivatedJob job) {
        Map<String, Object> given = job.getVariablesAsMap();
        String operationId = String.valueOf(given.get("operationId"));
        int turn = ((Number) given.get("turn")).intValue();
        @Nullable
        String monitor =
                given.get("monitor") == null ? null : given.get("monitor").toString();
        longJobs.run(
                client, job, heartbeat -> Map.of("waits", performance.perform(operationId, turn, monitor, heartbeat)));
    }
}
