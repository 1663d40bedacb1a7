package org.vigie.alert;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.engine.event.AfterCommit;
import org.vigie.monitoring.CheckStateChanged;
import org.vigie.monitoring.MonitorState;
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

    /** What is not known yet and is nobody's failure. */
    private static final Set<String> AWAITED = Set.of("heartbeat-awaited", "watcher-awaited", "not-up-yet");

    private final Alerts alerts;
    private final MonitorFaults faults;
    private final Plans plans;

    MonitorAlerts(Alerts alerts, MonitorFaults faults, Plans plans) {
        this.alerts = alerts;
        this.faults = faults;
        this.plans = plans;
    }

    @AfterCommit(id = "alert.check-state")
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(CheckStateChanged event) {
        String fingerprint = SOURCE + "/" + event.application() + "/" + event.monitor();
        Optional<MaintenancePlan> plan = plans.find(event.application());
        Optional<MonitorSettings> monitor =
                plan.flatMap(found -> found.monitoring().monitor(event.monitor()));
        boolean awaited = event.cause() != null && AWAITED.contains(event.cause());
        if (event.cause() == null || awaited || monitor.isEmpty()) {
            String text = event.state() == MonitorState.UP || awaited
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

    private String group(CheckStateChanged event, MaintenancePlan plan) {
        if ("no-connection".equals(event.cause())) {
            return "no-connection";
        }
        // monitors that meet the same certificate, on whatever way, tell of it together
        return "certificate-expiring".equals(event.cause()) && event.subject() != null
                ? "certificate/" + event.subject()
                : faults.keyOf(event.monitor(), plan);
    }
}
