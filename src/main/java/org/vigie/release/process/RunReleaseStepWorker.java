package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.shared.HintedException;

/** Carries out a step of a release or a rollback; the task header {@code step} says which. */
@Component
public class RunReleaseStepWorker {

    private final Map<String, ReleaseStep> steps = new TreeMap<>();
    private final LongJobs longJobs;

    RunReleaseStepWorker(List<ReleaseStep> steps, LongJobs longJobs) {
        steps.forEach(step -> this.steps.put(step.id(), step));
        this.longJobs = longJobs;
    }

    @JobWorker(type = "run-release-step", autoComplete = false, fetchVariables = "operationId")
    public void run(JobClient client, ActivatedJob job) {
        ReleaseStep step = steps.get(String.valueOf(job.getCustomHeaders().get("step")));
        if (step == null) {
            throw new HintedException(
                    "there is no step " + job.getCustomHeaders().get("step") + " of releases",
                    "Set the task header step to one of " + String.join(", ", steps.keySet()) + ".");
        }
        String operationId = String.valueOf(job.getVariable("operationId"));
        longJobs.run(client, job, heartbeat -> ReleaseErrors.told(() -> step.carryOut(operationId, heartbeat)));
    }
}
