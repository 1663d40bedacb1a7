package org.vigie.monitoring.check;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.monitoring.MonitorState;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/** Makes the rows of what the plans watch, and retires those of what they no longer name; their history stays. */
@Service
public class MonitorPlans {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorPlans.class);

    private final Plans plans;
    private final MonitorRows rows;
    private final Periods periods;
    private final MonitoringProperties properties;
    private final Clock clock;

    MonitorPlans(Plans plans, MonitorRows rows, Periods periods, MonitoringProperties properties, Clock clock) {
        this.plans = plans;
        this.rows = rows;
        this.periods = periods;
        this.properties = properties;
        this.clock = clock;
    }

    /** To be called before anything is checked; a plan file can only change while Vigie is down. */
    @Transactional
    public void follow() {
        Instant now = clock.instant();
        List<String> named = new ArrayList<>();
        List<String> resting = new ArrayList<>();
        for (MaintenancePlan plan : plans.all()) {
            boolean watched = properties.watches(plan.application());
            if (!watched && !plan.monitoring().monitors().isEmpty()) {
                resting.add(plan.application());
            }
            for (MonitorSettings monitor : watched ? plan.monitoring().monitors() : List.<MonitorSettings>of()) {
                named.add(plan.application() + "/" + monitor.id());
                if (rows.add(plan.application(), monitor.id(), now)) {
                    periods.begin(plan.application(), monitor.id(), MonitorState.UNKNOWN, null, now);
                }
            }
        }
        rows.retireOthers(named, now).forEach(gone -> periods.end(gone.getKey(), gone.getValue(), now));
        if (!resting.isEmpty()) {
            LOG.info(
                    "monitors of {} rest here; vigie.monitoring.applications says whose run",
                    String.join(", ", resting));
        }
    }
}
