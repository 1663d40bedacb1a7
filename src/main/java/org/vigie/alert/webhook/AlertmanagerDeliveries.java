package org.vigie.alert.webhook;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.inbox.Delivery;
import org.vigie.inbox.DeliveryHandler;

/** Makes alerts of what Alertmanager delivered. All of a delivery are taken before anybody is told. */
@Component
class AlertmanagerDeliveries implements DeliveryHandler {

    private final Alerts alerts;

    AlertmanagerDeliveries(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public String source() {
        return AlertmanagerDelivery.SOURCE;
    }

    @Override
    public String handle(Delivery delivery) {
        AlertmanagerDelivery read = AlertmanagerDelivery.read(
                Json.object(delivery.payload()), delivery.application(), delivery.receivedAt());
        Set<Long> groups = new LinkedHashSet<>();
        int changed = 0;
        for (AlertmanagerDelivery.Item item : read.alerts()) {
            var group = item.firing()
                    ? alerts.raiseQuietly(item.dated() ? item.signal() : ofTheOpenOne(item.signal()))
                    : alerts.clearQuietly(
                            item.signal().fingerprint(),
                            item.dated() ? item.signal().startsAt() : null,
                            AlertmanagerDelivery.SOURCE,
                            "Alertmanager calls it resolved");
            changed += group.isPresent() ? 1 : 0;
            group.ifPresent(groups::add);
        }
        groups.forEach(alerts::tell);
        return changed + " of " + read.alerts().size() + " alerts changed";
    }

    /** An alert that does not say when it began is no new occurrence with each repetition. */
    private AlertSignal ofTheOpenOne(AlertSignal signal) {
        return alerts.openSince(signal.fingerprint()).map(signal::startingAt).orElse(signal);
    }
}
