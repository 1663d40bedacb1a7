package org.vigie.kpi.report.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.kpi.report.ReportDesk;

/** Records that nobody looked at missed objectives in time. */
@Component
public class EndKpiReviewWorker {

    private final ReportDesk desk;

    EndKpiReviewWorker(ReportDesk desk) {
        this.desk = desk;
    }

    @JobWorker(type = "end-kpi-review")
    public void end(@Variable String reportId) {
        desk.endUnanswered(reportId);
    }
}
