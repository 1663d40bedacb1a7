package org.vigie.kpi.report;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which reports that a person looks at have which process, and which have lost theirs. */
@Repository
class ReportProcesses extends CaseProcesses {

    ReportProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("monthly-report-without-process", "monthly_report", "made_at", jdbc, troubles, clock);
    }
}
