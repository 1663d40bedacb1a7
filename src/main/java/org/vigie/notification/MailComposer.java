package org.vigie.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;

/** Makes a mail out of its template: plain text, and the same text as HTML. */
@Component
class MailComposer {

    private final MailTemplates templates;
    private final MailProperties properties;
    private final Clock clock;

    MailComposer(MailTemplates templates, MailProperties properties, Clock clock) {
        this.templates = templates;
        this.properties = properties;
        this.clock = clock;
    }

    MimeMessage compose(Mail mail, boolean repeated) {
        MailTemplates.Text text = templates.render(mail.template(), mail.language(), mail.values());
        try {
            MimeMessage message = new KeyedMessage(messageId(mail.key()));
            message.setFrom(new InternetAddress(properties.from(), true));
            message.setRecipient(RecipientType.TO, mail.to().internetAddress());
            message.setSubject(text.subject(), UTF_8.name());
            message.setContent(alternatives(text));
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies
            if (repeated) {
                message.setHeader("X-Vigie-Repeated", "true");
            }
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new HintedException(
                    "mail " + mail.template() + " cannot be composed: " + e.getMessage(),
                    "Check vigie.mail.from and the recipient's address.",
                    e);
        }
    }

    /** The better one last (RFC 2046, 5.1.4). */
    private static MimeMultipart alternatives(MailTemplates.Text text) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.plain(), UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(text.html(), UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, html);
    }

    private String messageId(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            String domain = properties.from().substring(properties.from().indexOf('@') + 1);
            String readable = key.replaceAll("[^A-Za-z0-9]+", "-");
            return "<" + readable.substring(0, Math.min(readable.length(), 60)) + "."
                    + HexFormat.of().formatHex(hash, 0, 8) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A message whose Message-ID comes from its key, so that a repeated mail is known as the same. */
    private static final class KeyedMessage extends MimeMessage {

        /** One for all: a session looks through the class path for its providers when it is made. */
        private static final Session SESSION = Session.getInstance(new Properties());

        private final String messageId;

        KeyedMessage(String messageId) {
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
