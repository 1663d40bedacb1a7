package org.vigie.kpi.week;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.kpi.WeekNews;
import org.vigie.kpi.WeekTeller;
import org.vigie.monitoring.check.MonitoringProperties;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Tells on Monday what the week before was, in one sentence with the other news of the day: for applications whose monitors run and
 * whose week nobody else tells of. One whose Monday was over before Vigie ran again is left out.
 */
@Component
class WeeklyFigures {

    private static final Logger LOG = LoggerFactory.getLogger(WeeklyFigures.class);
    private static final int HOUR = 7;

    private final Plans plans;
    private final WeekNews news;
    private final List<WeekTeller> others;
    private final MonitoringProperties monitoring;
    private final Clock clock;

    WeeklyFigures(Plans plans, WeekNews news, List<WeekTeller> others, MonitoringProperties monitoring, Clock clock) {
        this.plans = plans;
        this.news = news;
        this.others = others;
        this.monitoring = monitoring;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
    @SchedulerLock(name = "weekly-figures")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            try {
                if (monitoring.watches(plan.application())) {
                    tell(plan);
                }
            } catch (RuntimeException e) {
                LOG.warn("the figures of the week of {} cannot be told at present", plan.application(), e);
            }
        }
    }

    /** Each week once, whatever is restarted meanwhile. */
    private void tell(MaintenancePlan plan) {
        ZoneId zone = plan.timeZone();
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Instant due = monday.atTime(HOUR, 0).atZone(zone).toInstant();
        boolean isDue = today.equals(monday) && !clock.instant().isBefore(due);
        if (isDue && others.stream().noneMatch(other -> other.tells(plan.application(), monday))) {
            news.tell(plan, monday, List.of());
        }
    }
}
