package org.vigie.notification.slack;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelKind;
import org.vigie.notification.http.Outgoing;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;

@Component
class SlackKind implements ChannelKind {

    private final Outgoing outgoing;
    private final Clock clock;
    private final String publicUrl;

    SlackKind(Outgoing outgoing, Clock clock, @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.outgoing = outgoing;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public ChannelSettings.Kind kind() {
        return ChannelSettings.Kind.SLACK;
    }

    @Override
    public Channel open(MaintenancePlan plan, ChannelSettings settings) {
        return new SlackChannel(plan, settings, new SlackMessage(publicUrl), outgoing, clock);
    }
}
