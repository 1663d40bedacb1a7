package org.vigie.preventive.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.preventive.PreventiveDesk;

/** Reminds those who were to judge an entry. */
@Component
public class RemindPreventiveWorkWorker {

    private final PreventiveDesk desk;

    RemindPreventiveWorkWorker(PreventiveDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "remind-preventive-work")
    public void remind(@Variable String runId, @Variable List<String> groups) {
        desk.remind(runId, groups);
    }
}
