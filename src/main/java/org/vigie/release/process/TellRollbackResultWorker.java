package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.release.pipeline.ReleaseNotices;

/** Tells the team how a rollback went and what serves. */
@Component
public class TellRollbackResultWorker {

    private final ReleaseNotices notices;

    TellRollbackResultWorker(ReleaseNotices notices) {
        this.notices = notices;
    }

    @JobWorker(type = "tell-rollback-result")
    public void tell(@Variable String operationId) {
        notices.tellRollback(operationId);
    }
}
