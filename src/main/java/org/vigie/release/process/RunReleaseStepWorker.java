package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.release.pipeline.ReleaseStep;
import org.vigie.shared.HintedException;
import org.vigie.shared.Sentences;

/** Carries out a step of a release or a rollback; the task header {@code step} says which. */
@Component
public class RunReleaseStepWorker {

    private final Map<String, ReleaseStep> steps = new TreeMap<>();
    private final LongJobs longJobs;

    RunReleaseStepWorker(List<ReleaseStep> steps, LongJobs longJobs) {
        steps.forEach(step -> this.steps.put(step.id(), step));
        this.longJobs = longJobs;
    }

    @JobWorker(
            type = "run-release-step",
            autoComplete = false,
            fetchVariables = {"operationId", "language", "outcome"})
    public void run(JobClient client, ActivatedJob job) {
        ReleaseStep step = steps.get(String.valueOf(job.getCustomHeaders().get("step")));
        if (step == null) {
            throw new HintedException(
                    "there is no step " + job.getCustomHeaders().get("step") + " of releases",
                    "Set the task header step to one of " + String.join(", ", steps.keySet()) + ".");
        }
        String operationId = String.valueOf(job.getVariable("operationId"));
        longJobs.run(
                client,
                job,
                heartbeat ->
                        said(ReleaseErrors.told(() -> step.carryOut(operationId, heartbeat)), job.getVariablesAsMap()));
    }

    /** Facts are for a form: they, and how far it came, are said in its language. */
    static Map<String, ?> said(Map<String, ?> result, Map<String, Object> variables) {
        if (!(result.get("facts") instanceof List<?> facts)) {
            return result;
        }
        Object language = variables.get("language");
        Sentences said = Sentences.in(language == null ? null : language.toString());
        Object outcome = variables.get("outcome");
        Map<String, Object> shown = new HashMap<>(result);
        shown.put("facts", said.say(facts.stream().map(String::valueOf).toList()));
        shown.put("shownOutcome", said.sayIfAny(outcome == null ? null : outcome.toString()));
        return shown;
    }
}
