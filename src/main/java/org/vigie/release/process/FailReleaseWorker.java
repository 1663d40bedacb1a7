package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.release.pipeline.ReleaseEnd;

/** Ends what is left of a release that failed, and says how production is. */
@Component
public class FailReleaseWorker {

    private final ReleaseEnd end;
    private final LongJobs longJobs;

    FailReleaseWorker(ReleaseEnd end, LongJobs longJobs) {
        this.end = end;
        this.longJobs = longJobs;
    }

    /** How it came: a stable code, a sentence, and what a rollback made of it. */
    public record Input(
            String operationId,
            @Nullable String cause,
            @Nullable String outcome,
            @Nullable String rolledBack) {}

    @JobWorker(
            type = "fail-release",
            autoComplete = false,
            fetchVariables = {"operationId", "cause", "outcome", "rolledBack"})
    public void fail(JobClient client, ActivatedJob job) {
        Input input = job.getVariablesAsType(Input.class);
        longJobs.run(client, job, heartbeat -> {
            String outcome = input.outcome() == null ? "it was ended" : input.outcome();
            end.fail(input.operationId(), input.cause(), outcome, heartbeat);
            return Map.of("outcome", outcome + (input.rolledBack() == null ? "" : "; " + input.rolledBack()));
        });
    }
}
