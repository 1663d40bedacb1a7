package org.vigie.notification;

import org.springframework.stereotype.Component;
import org.vigie.effect.Effects;

/** Sends mails, once per key. Thread-safe. */
@Component
public class Mailer {

    private final Effects effects;
    private final MailComposer composer;
    private final MailTransport transport;

    Mailer(Effects effects, MailComposer composer, MailTransport transport) {
        this.effects = effects;
        this.composer = composer;
        this.transport = transport;
    }

    /**
     * Sends a mail unless it was sent before. After a crash in the middle it may be sent a second time, then with the
     * same Message-ID and the header {@code X-Vigie-Repeated: true}, because SMTP cannot tell whether it arrived.
     *
     * @throws org.vigie.shared.HintedException if the mail server does not take it; it may be tried again
     */
    public void send(Mail mail) {
        effects.once(
                "mail/" + mail.key(),
                String.class,
                attempt -> transport.deliver(composer.compose(mail, attempt.doubtful())));
    }
}
