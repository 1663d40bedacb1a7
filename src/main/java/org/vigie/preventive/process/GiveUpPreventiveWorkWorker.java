package org.vigie.preventive.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.preventive.PreventiveDesk;

/** Records that nobody judged an entry in time. */
@Component
public class GiveUpPreventiveWorkWorker {

    private final PreventiveDesk desk;

    GiveUpPreventiveWorkWorker(PreventiveDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "give-up-preventive-work")
    public void giveUp(@Variable String runId) {
        desk.giveUp(runId);
    }
}
