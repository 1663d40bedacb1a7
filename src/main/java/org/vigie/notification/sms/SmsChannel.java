package org.vigie.notification.sms;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.notification.Channel;
import org.vigie.notification.Delivery;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.notification.RefusedException;
import org.vigie.notification.http.Reference;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;

/** Text messages to the telephones of contacts. */
final class SmsChannel implements Channel {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final ChannelSettings settings;
    private final SmsText form;
    private final SmsProvider provider;

    SmsChannel(ChannelSettings settings, SmsText form, SmsProvider provider) {
        this.settings = settings;
        this.form = form;
        this.provider = provider;
    }

    @Override
    public String name() {
        return settings.id();
    }

    @Override
    public Recipient reach(Recipient to, @Nullable Contact contact) {
        String number =
                contact == null ? to.address() : contact.internationalPhone().orElse(to.address());
        return new Recipient(to.contact(), to.name(), number);
    }

    @Override
    public Duration patience() {
        return settings.fallbackAfter().toDuration();
    }

    @Override
    public Duration spacing() {
        return Duration.ofMillis(200);
    }

    /** Neither provider takes a key of ours. */
    @Override
    public boolean knowsRepeats() {
        return false;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        if (!NUMBER.matcher(message.to().address()).matches()) {
            throw new RefusedException(
                    "'" + message.to().address() + "' is not a telephone number of the form +33199000001");
        }
        return provider.send(settings, message.to().address(), form.of(message), Reference.of(message));
    }
}
