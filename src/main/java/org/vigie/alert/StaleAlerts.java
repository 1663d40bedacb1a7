package org.vigie.alert;

import java.time.Duration;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Alerts of other programs that nobody speaks of any more. A stale one is not over, and holds up no new occurrence. */
@Component
class StaleAlerts {

    private final Alerts alerts;
    private final Duration silence;

    StaleAlerts(Alerts alerts, @Value("${vigie.alerts.stale-after:P1D}") Duration silence) {
        this.alerts = alerts;
        this.silence = silence;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT15M")
    @SchedulerLock(name = "stale-alerts")
    void look() {
        // UptimeRobot speaks once of each change and never again
        alerts.becomeStale(List.of("alertmanager"), silence);
    }
}
