package org.vigie.notification.sms;

import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelKind;
import org.vigie.notification.http.Outgoing;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.SmsSettings;

@Component
class SmsKind implements ChannelKind {

    private final Outgoing outgoing;
    private final Clock clock;
    private final String publicUrl;

    SmsKind(Outgoing outgoing, Clock clock, @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.outgoing = outgoing;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public ChannelSettings.Kind kind() {
        return ChannelSettings.Kind.SMS;
    }

    @Override
    public Channel open(MaintenancePlan plan, ChannelSettings settings) {
        SmsSettings account = Objects.requireNonNull(settings.sms());
        SmsProvider provider = switch (account.provider()) {
            case OVH -> new OvhSms(account, outgoing, clock);
            case TWILIO -> new TwilioSms(account, outgoing, clock);
        };
        return new SmsChannel(settings, new SmsText(publicUrl, account.segments()), provider);
    }
}
