package org.vigie.release.calendar;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Looks every minute whether a release is due by the calendar of a plan; after an outage once for all that was missed. */
@Component
class ReleaseCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseCalendar.class);

    private final Plans plans;
    private final Proposals proposals;

    ReleaseCalendar(Plans plans, Proposals proposals) {
        this.plans = plans;
        this.proposals = proposals;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    @SchedulerLock(name = "release-calendar")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            if (plan.release() != null && plan.release().calendar() != null) {
                look(plan);
            }
        }
    }

    private void look(MaintenancePlan plan) {
        try {
            proposals.raise(plan);
        } catch (RuntimeException e) {
            LOG.warn("the release calendar of {} cannot be looked at", plan.application(), e);
        }
    }
}
