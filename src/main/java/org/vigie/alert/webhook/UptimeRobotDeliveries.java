package org.vigie.alert.webhook;

import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.inbox.Delivery;
import org.vigie.inbox.DeliveryHandler;

/** Makes alerts of what UptimeRobot delivered. */
@Component
class UptimeRobotDeliveries implements DeliveryHandler {

    private final Alerts alerts;

    UptimeRobotDeliveries(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public String source() {
        return UptimeRobotDelivery.SOURCE;
    }

    @Override
    public String handle(Delivery delivery) {
        UptimeRobotDelivery read = UptimeRobotDelivery.read(Json.object(delivery.payload()), delivery.receivedAt());
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
}
