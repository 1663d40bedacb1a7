package org.vigie.release.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.release.pipeline.ReleaseNotices;

/** Tells the team how a release went and what serves. */
@Component
public class TellReleaseResultWorker {

    private final ReleaseNotices notices;

    TellReleaseResultWorker(ReleaseNotices notices) {
        this.notices = notices;
    }

    @JobWorker(type = "tell-release-result")
    public void tell(@Variable String operationId) {
        notices.tellRelease(operationId);
    }
}
