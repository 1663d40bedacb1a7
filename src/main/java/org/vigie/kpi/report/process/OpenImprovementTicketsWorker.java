package org.vigie.kpi.report.process;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.kpi.report.ReportDesk;

/** Opens a ticket for each objective that was missed; the task header {@code answerWithin} says how long a person may take. */
@Component
public class OpenImprovementTicketsWorker {

    private final ReportDesk desk;

    OpenImprovementTicketsWorker(ReportDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "open-improvement-tickets")
    public Map<String, Object> open(
            @Variable String reportId,
            @CustomHeaders Map<String, String> headers,
            @ProcessInstanceKey long processInstanceKey) {
        Duration within = Duration.parse(headers.getOrDefault("answerWithin", "P10D"));
        Map<String, Object> variables = new HashMap<>();
        variables.put("reviewNeeded", false);
        desk.prepare(reportId, processInstanceKey, within).ifPresent(shown -> {
            variables.put("reviewNeeded", true);
            variables.put("applicationName", shown.applicationName());
            variables.put("language", shown.language());
            variables.put("month", shown.month());
            variables.put("reportLink", shown.reportLink());
            variables.put("answerWithin", within.toString());
            variables.put("answerDue", shown.answerDue().toString());
            variables.put("missed", shown.missed());
        });
        return variables;
    }
}
