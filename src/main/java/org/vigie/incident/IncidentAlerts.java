package org.vigie.incident;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertClosed;
import org.vigie.alert.AlertOpened;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.engine.event.AfterCommit;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Monitors;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.plan.Plans;

/** Makes incidents of alerts that are critical and about something that is confirmed to be down. */
@Component
public class IncidentAlerts {

    private static final String CRITICAL = "critical";

    private final Incidents incidents;
    private final Surroundings surroundings;
    private final Alerts alerts;
    private final Monitors monitors;
    private final MaintenanceWindows windows;
    private final Plans plans;
    private final Clock clock;

    IncidentAlerts(
            Incidents incidents,
            Surroundings surroundings,
            Alerts alerts,
            Monitors monitors,
            MaintenanceWindows windows,
            Plans plans,
            Clock clock) {
        this.incidents = incidents;
        this.surroundings = surroundings;
        this.alerts = alerts;
        this.monitors = monitors;
        this.windows = windows;
        this.plans = plans;
        this.clock = clock;
    }

    @AfterCommit(id = "incident.alert-opened")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(AlertOpened event) {
        consider(alerts.get(event.alertId()));
    }

    @AfterCommit(id = "incident.alert-closed")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(AlertClosed event) {
        incidents.alertOver(event.alertId(), event.closedAt());
    }

    /** Those that became critical, or whose maintenance ended, while they were open: nobody tells of that. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "${vigie.incidents.look-every:PT15S}")
    @SchedulerLock(name = "incident-alerts")
    public void look() {
        alerts.openCritical().forEach(this::consider);
    }

    private void consider(Alert alert) {
        if (alert.state() == AlertState.OPEN && plans.find(alert.application()).isPresent()) {
            incidents.take(alert, mayOpen(alert)).ifPresent(id -> surroundings.joined(id, alert));
        }
    }

    private boolean mayOpen(Alert alert) {
        String monitor = alert.monitor();
        return alert.severity().equals(CRITICAL)
                && monitor != null
                && monitors.state(alert.application(), monitor)
                        .filter(state -> state == MonitorState.DOWN)
                        .isPresent()
                && windows.active(alert.application(), monitor, clock.instant()).isEmpty();
    }
}
