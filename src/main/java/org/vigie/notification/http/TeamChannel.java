package org.vigie.notification.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.notification.Channel;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.notification.RefusedException;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;

/** What channels have in common that a whole team reads. */
public abstract class TeamChannel implements Channel {

    protected final MaintenancePlan plan;
    protected final ChannelSettings settings;

    protected TeamChannel(MaintenancePlan plan, ChannelSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    @Override
    public final String name() {
        return settings.id();
    }

    /** The channel's id stands for its address, which is a secret. */
    @Override
    public final Recipient reach(Recipient to, @Nullable Contact contact) {
        return new Recipient(to.contact(), to.name(), settings.id());
    }

    @Override
    public final Duration patience() {
        return settings.fallbackAfter().toDuration();
    }

    protected final void checkAddress(OutgoingMessage message) {
        if (!message.to().address().equals(settings.id())) {
            throw new RefusedException("'" + message.to().address() + "' is not the channel " + settings.id());
        }
    }

    /** For people, where something was cut. */
    protected static String cut(Locale language) {
        return language.getLanguage().equals("fr") ? "… (la suite est coupée)" : "… (the rest is cut)";
    }
}
