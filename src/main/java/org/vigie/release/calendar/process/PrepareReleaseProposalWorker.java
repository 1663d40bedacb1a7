package org.vigie.release.calendar.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.release.calendar.ProposalDesk;
import org.vigie.shared.value.Texts;

/** Looks what there is to release; the task header {@code answerWithin} says how long the person may take. */
@Component
public class PrepareReleaseProposalWorker {

    private final ProposalDesk desk;

    PrepareReleaseProposalWorker(ProposalDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "prepare-release-proposal")
    public Map<String, Object> prepare(
            @Variable String proposalId,
            @CustomHeaders Map<String, String> headers,
            @ProcessInstanceKey long processInstanceKey) {
        Duration within = Duration.parse(headers.getOrDefault("answerWithin", "P5D"));
        Map<String, Object> variables = new HashMap<>();
        variables.put("releaseProposed", false);
        desk.prepare(proposalId, processInstanceKey, within).ifPresent(shown -> {
            variables.put("releaseProposed", true);
            variables.put("applicationName", shown.applicationName());
            variables.put("language", shown.language());
            variables.put("version", shown.version());
            variables.put("answerWithin", within.toString());
            variables.put("answerDue", shown.answerDue().toString());
            variables.put("facts", Texts.unlinked(shown.facts()));
            variables.put("changes", shown.changes());
            variables.put("remarks", shown.remarks());
        });
        return variables;
    }
}
