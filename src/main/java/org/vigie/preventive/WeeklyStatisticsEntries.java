package org.vigie.preventive;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.vigie.kpi.WeekTeller;
import org.vigie.plan.Plans;

/** Says for which applications the preventive calendar tells of the week. */
@Component
class WeeklyStatisticsEntries implements WeekTeller {

    private static final String WORK = "weekly-statistics";

    private final PreventiveTable table;
    private final Plans plans;

    WeeklyStatisticsEntries(PreventiveTable table, Plans plans) {
        this.table = table;
        this.plans = plans;
    }

    @Override
    public boolean tells(String application, LocalDate monday) {
        return plans.find(application).filter(plan -> plan.preventive() != null).isPresent()
                && monday.datesUntil(monday.plusWeeks(1))
                        .flatMap(day -> table.entries(application, day).stream())
                        .anyMatch(entry -> entry.works().contains(WORK));
    }
}
