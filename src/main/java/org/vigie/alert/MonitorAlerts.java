package org.vigie.alert;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.event.AfterCommit;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Monitors;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/** Makes alerts of what monitors tell. */
@Component
class MonitorAlerts {

    static final String SOURCE = "monitor";

    private static final Map<String, AlertKind> KINDS = Map.ofEntries(
            Map.entry("http-5xx", AlertKind.SERVER_ERRORS),
            Map.entry("error-rate", AlertKind.SERVER_ERRORS),
            Map.entry("database-exhausted", AlertKind.DATABASE_UNREACHABLE),
            Map.entry("database-starting", AlertKind.DATABASE_UNREACHABLE),
            Map.entry("database-missing", AlertKind.DATABASE_UNREACHABLE),
            Map.entry("database-unreachable", AlertKind.DATABASE_UNREACHABLE),
            Map.entry("disk-full", AlertKind.DISK_FULL),
            Map.entry("service-down", AlertKind.SERVICE_DOWN),
            Map.entry("heartbeat-missed", AlertKind.HEARTBEAT_MISSED),
            Map.entry("log-errors", AlertKind.LOG_ERRORS),
            Map.entry("frequent-404", AlertKind.FREQUENT_404),
            Map.entry("certificate-expiring", AlertKind.CERTIFICATE_EXPIRING),
            Map.entry("no-connection", AlertKind.NO_CONNECTION));

    private final Alerts alerts;
    private final Monitors monitors;
    private final Plans plans;

    MonitorAlerts(Alerts alerts, Monitors monitors, Plans plans) {
        this.alerts = alerts;
        this.monitors = monitors;
        this.plans = plans;
    }

    @AfterCommit(id = "alert.check-state")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(CheckStateChanged event) {
        String fingerprint = SOURCE + "/" + event.application() + "/" + event.monitor();
        Optional<MaintenancePlan> plan = plans.find(event.application());
        Optional<MonitorSettings> monitor =
                plan.flatMap(found -> found.monitoring().monitor(event.monitor()));
        if (event.cause() == null || monitor.isEmpty()) {
            String text = event.state() == MonitorState.UP
                    ? String.valueOf(event.text())
                    : "it is no longer watched (" + event.state().code() + ")";
            alerts.clear(fingerprint, null, SOURCE, text);
            return;
        }
        alerts.raise(new AlertSignal(
                fingerprint,
                event.since(),
                event.application(),
                SOURCE,
                kind(event),
                null,
                monitor.get().name(),
                event.monitor(),
                null,
                String.valueOf(event.text()),
                null,
                group(event, plan.get())));
    }

    private static AlertKind kind(CheckStateChanged event) {
        return Optional.ofNullable(KINDS.get(String.valueOf(event.cause())))
                .orElse(
                        switch (event.state()) {
                            case DOWN -> AlertKind.SITE_DOWN;
                            case DEGRADED -> AlertKind.PERFORMANCE_DEGRADED;
                            default -> AlertKind.SOURCE_UNREADABLE;
                        });
    }

    /** The monitor whose failure explains this one's, where the plan names one that has failed; else this one. */
    private String group(CheckStateChanged event, MaintenancePlan plan) {
        return "no-connection".equals(event.cause())
                ? "no-connection"
                : SOURCE + "/" + root(event.application(), event.monitor(), plan);
    }

    private String root(String application, String monitor, MaintenancePlan plan) {
        return plan.monitoring().monitor(monitor).stream()
                .flatMap(settings -> settings.dependsOn().stream())
                .filter(id -> monitors.isFailing(application, id))
                .findFirst()
                .map(id -> root(application, id, plan))
                .orElse(monitor);
    }
}
