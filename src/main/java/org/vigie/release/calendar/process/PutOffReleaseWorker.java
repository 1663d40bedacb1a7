package org.vigie.release.calendar.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.release.calendar.ProposalDesk;

/** Records that nobody decided about a release in time. */
@Component
public class PutOffReleaseWorker {

    private final ProposalDesk desk;

    PutOffReleaseWorker(ProposalDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "put-off-release")
    public void putOff(@Variable String proposalId) {
        desk.putOff(proposalId);
    }
}
