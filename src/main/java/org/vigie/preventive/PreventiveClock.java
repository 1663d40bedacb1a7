package org.vigie.preventive;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Looks every minute whether anything is due by the preventive calendar of a plan. */
@Component
class PreventiveClock {

    private static final Logger LOG = LoggerFactory.getLogger(PreventiveClock.class);

    private final Plans plans;
    private final PreventiveRuns runs;

    PreventiveClock(Plans plans, PreventiveRuns runs) {
        this.plans = plans;
        this.runs = runs;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    @SchedulerLock(name = "preventive-calendar")
    void look() {
        plans.all().stream().filter(plan -> plan.preventive() != null).forEach(this::look);
    }

    private void look(MaintenancePlan plan) {
        try {
            runs.raise(plan);
        } catch (RuntimeException e) {
            LOG.warn("the preventive calendar of {} cannot be looked at", plan.application(), e);
        }
    }
}
