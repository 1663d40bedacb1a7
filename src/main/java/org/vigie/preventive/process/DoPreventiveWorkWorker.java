package org.vigie.preventive.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.LongJobs;
import org.vigie.preventive.PreventiveDesk;
import org.vigie.shared.value.Texts;

/** Does what Vigie can do of an entry; a person judges it where the table says so, or where something failed. */
@Component
public class DoPreventiveWorkWorker {

    private static final int ROUTINE = 50;

    private final PreventiveDesk desk;
    private final LongJobs longJobs;

    DoPreventiveWorkWorker(PreventiveDesk desk, LongJobs longJobs) {
        this.desk = desk;
        this.longJobs = longJobs;
    }

    @JobWorker(
            type = "do-preventive-work",
            autoComplete = false,
            fetchVariables = {"runId"})
    public void work(JobClient client, ActivatedJob job) {
        String runId = String.valueOf(job.getVariablesAsMap().get("runId"));
        longJobs.run(
                client, job, heartbeat -> variables(desk.work(runId, job.getProcessInstanceKey(), heartbeat), job));
    }

    private static Map<String, Object> variables(PreventiveDesk.Progress progress, ActivatedJob job) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("waits", progress.waits());
        variables.put("asks", progress.shown() != null);
        // tells this turn through the task from others
        variables.put("asked", job.getElementInstanceKey());
        PreventiveDesk.Shown shown = progress.shown();
        if (shown != null) {
            Duration within = shown.within().toDuration();
            variables.put("applicationName", shown.applicationName());
            variables.put("language", shown.language());
            variables.put("title", shown.title());
            variables.put("groups", shown.groups());
            variables.put("taskPriority", ROUTINE);
            variables.put("answerWithin", within.toString());
            variables.put("giveUpAfter", within.multipliedBy(2).toString());
            variables.put("answerDue", shown.answerDue().toString());
            variables.put("facts", Texts.unlinked(shown.facts()));
            variables.put("points", shown.points());
            variables.put("figures", shown.figures());
        }
        return variables;
    }
}
