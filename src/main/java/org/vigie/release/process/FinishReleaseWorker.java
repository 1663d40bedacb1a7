package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.release.pipeline.ReleaseEnd;
import org.vigie.release.watch.Observations;

/** Records that the released version serves well, and ends what served before. */
@Component
public class FinishReleaseWorker {

    private final ReleaseEnd end;
    private final Observations observations;
    private final LongJobs longJobs;

    FinishReleaseWorker(ReleaseEnd end, Observations observations, LongJobs longJobs) {
        this.end = end;
        this.observations = observations;
        this.longJobs = longJobs;
    }

    @JobWorker(type = "finish-release", autoComplete = false, fetchVariables = "operationId")
    public void finish(JobClient client, ActivatedJob job) {
        String operationId = String.valueOf(job.getVariable("operationId"));
        longJobs.run(client, job, heartbeat -> {
            end.succeed(operationId, heartbeat);
            observations.close(operationId);
            return Map.of();
        });
    }
}
