package org.vigie.alert.webhook;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.inbox.Delivery;
import org.vigie.inbox.DeliveryHandler;
import org.vigie.monitoring.check.Monitors;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.Plans;

/** Makes alerts of what UptimeRobot delivered. */
@Component
class UptimeRobotDeliveries implements DeliveryHandler {

    private final Alerts alerts;
    private final Plans plans;
    private final Monitors monitors;

    UptimeRobotDeliveries(Alerts alerts, Plans plans, Monitors monitors) {
        this.alerts = alerts;
        this.plans = plans;
        this.monitors = monitors;
    }

    @Override
    public String source() {
        return UptimeRobotDelivery.SOURCE;
    }

    @Override
    public String handle(Delivery delivery) {
        UptimeRobotDelivery read = UptimeRobotDelivery.read(Json.object(delivery.payload()), delivery.receivedAt());
        Optional<MonitorSettings> polled = polled(delivery.application(), read.monitor());
        if (polled.isPresent() && read.type() != UptimeRobotDelivery.Type.CERTIFICATE) {
            // one fault, one alert: that of the monitor, which is told by what it sees itself
            monitors.lookNow(delivery.application(), polled.get().id());
            return "looked at by the monitor " + polled.get().id();
        }
        boolean certificate = read.type() == UptimeRobotDelivery.Type.CERTIFICATE;
        String fingerprint = UptimeRobotDelivery.SOURCE + "/" + delivery.application() + "/" + Json.hash(read.monitor())
                + (certificate ? "/certificate" : "");
        if (read.type() == UptimeRobotDelivery.Type.UP) {
            alerts.clear(fingerprint, null, UptimeRobotDelivery.SOURCE, "UptimeRobot calls it up: " + read.details());
            return "up";
        }
        alerts.raise(new AlertSignal(
                fingerprint,
                read.at(),
                delivery.application(),
                UptimeRobotDelivery.SOURCE,
                certificate ? AlertKind.CERTIFICATE_EXPIRING : AlertKind.SITE_DOWN,
                null,
                read.name(),
                null,
                null,
                read.details(),
                read.url(),
                fingerprint));
        return certificate ? "certificate" : "down";
    }

    /** The monitor of the plan that reads the same monitor there. */
    private Optional<MonitorSettings> polled(String application, String number) {
        return plans.find(application).stream()
                .flatMap(plan -> plan.monitoring().monitors().stream())
                .filter(monitor -> monitor.uptimeRobot() != null
                        && Long.toString(monitor.uptimeRobot().monitor()).equals(number))
                .findFirst();
    }
}
