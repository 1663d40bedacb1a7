package org.vigie.notification.webhook;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelKind;
import org.vigie.notification.http.Outgoing;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;

@Component
class WebhookKind implements ChannelKind {

    private final Outgoing outgoing;
    private final Clock clock;

    WebhookKind(Outgoing outgoing, Clock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @Override
    public ChannelSettings.Kind kind() {
        return ChannelSettings.Kind.WEBHOOK;
    }

    @Override
    public Channel open(MaintenancePlan plan, ChannelSettings settings) {
        return new WebhookChannel(plan, settings, outgoing, clock);
    }
}
