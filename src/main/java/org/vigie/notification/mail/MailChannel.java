package org.vigie.notification.mail;

import org.vigie.notification.Channel;
import org.vigie.notification.Delivery;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.RefusedException;
import org.vigie.shared.value.MailAddress;

/** Mails, through a server or into a folder. */
class MailChannel implements Channel {

    private final MailComposer composer;
    private final MailTransport transport;

    MailChannel(MailComposer composer, MailTransport transport) {
        this.composer = composer;
        this.transport = transport;
    }

    @Override
    public String name() {
        return MAIL;
    }

    /** Repeats carry the same Message-ID and the header {@code X-Vigie-Repeated: true}. */
    @Override
    public Delivery deliver(OutgoingMessage message) {
        if (!MailAddress.isValid(message.to().address())) {
            throw new RefusedException("'" + message.to().address() + "' is not a mail address");
        }
        return new Delivery(transport.deliver(composer.compose(message)));
    }
}
