package org.vigie.kpi.report;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditTrail;
import org.vigie.trouble.RestartableCases;
import org.vigie.trouble.Troubles;

/** What becomes of a report that a person looks at and whose process is gone. */
@Component
class ReportCases extends RestartableCases {

    private final ReportStore store;
    private final MonthlyReports reports;

    ReportCases(
            ReportStore store,
            ReportProcesses processes,
            MonthlyReports reports,
            Troubles troubles,
            AuditTrail audit,
            Clock clock) {
        super(processes, troubles, audit, clock);
        this.store = store;
        this.reports = reports;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey);
    }

    @Override
    protected void lock(String id) {
        store.lock(id);
    }

    @Override
    protected void processLost(String id) {
        ask(
                id,
                "the process of monthly report " + id
                        + " was cancelled in Operate before anybody looked at the figures",
                "Retry this trouble: a person is then asked again; improvement tickets are not opened twice.");
    }

    @Override
    protected void start(String id, String turn) {
        reports.start(id, "/" + turn);
    }
}
