package org.vigie.change.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeGate;
import org.vigie.ticket.StepValues;

/** Checks what the gate's table cannot: the commit messages, and who may override. */
@Component
public class CheckChangeWorker {

    private final ChangeGate gate;

    CheckChangeWorker(ChangeGate gate) {
        this.gate = gate;
    }

    @JobWorker(
            type = "check-change",
            fetchVariables = {
                "ticketId",
                "pullRequest",
                "testsPassed",
                "testsOfTicket",
                "coverageBefore",
                "coverageAfter",
                "reviewDecision",
                "commitMessages",
                "overrideReason"
            })
    public ChangeGate.Verdict check(ActivatedJob job) {
        Map<String, Object> review = job.getVariablesAsMap();
        return gate.check(String.valueOf(review.get("ticketId")), job.getProcessInstanceKey(), new StepValues(review));
    }
}
