package org.vigie.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;
import org.springframework.mail.javamail.MimeMessageHelper;
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
            MimeMessageHelper helper = new MimeMessageHelper(message, true, UTF_8.name());
            helper.setFrom(properties.from());
            helper.setTo(mail.to().internetAddress());
            helper.setSubject(text.subject());
            helper.setText(text.plain(), text.html());
            helper.setSentDate(Date.from(clock.instant()));
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

        private final String messageId;

        KeyedMessage(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
