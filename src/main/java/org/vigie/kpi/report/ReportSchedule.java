package org.vigie.kpi.report;

import java.time.YearMonth;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Makes the report of each month that is over, once, whatever is restarted meanwhile; what was missed is made up for. */
@Component
class ReportSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(ReportSchedule.class);

    private final Plans plans;
    private final MonthlyReports reports;

    ReportSchedule(Plans plans, MonthlyReports reports) {
        this.plans = plans;
        this.reports = reports;
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT10M")
    @SchedulerLock(name = "monthly-reports")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            try {
                for (YearMonth month : reports.due(plan)) {
                    reports.make(plan, month);
                }
            } catch (RuntimeException e) {
                LOG.warn("the monthly report of {} cannot be made at present", plan.application(), e);
            }
        }
    }
}
