package org.vigie.notification;

/** Mails, through a server or into a folder. */
class MailChannel implements Channel {

    static final String NAME = "mail";

    private final MailComposer composer;
    private final MailTransport transport;

    MailChannel(MailComposer composer, MailTransport transport) {
        this.composer = composer;
        this.transport = transport;
    }

    @Override
    public String name() {
        return NAME;
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
