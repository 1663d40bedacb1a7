package org.vigie.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.vigie.notification.MailHeaders;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.shared.HintedException;

/** Makes a mail out of a message: plain text, and the same text as HTML. */
@Component
class MailComposer {

    private final MailProperties properties;
    private final Clock clock;
    private final List<MailHeaders> headers;

    @Autowired
    MailComposer(MailProperties properties, Clock clock, List<MailHeaders> headers) {
        this.properties = properties;
        this.clock = clock;
        this.headers = headers;
    }

    MailComposer(MailProperties properties, Clock clock) {
        this(properties, clock, List.of());
    }

    MimeMessage compose(OutgoingMessage outgoing) {
        try {
            MimeMessage message = new KeyedMessage(messageId(outgoing.key()));
            message.setFrom(new InternetAddress(properties.from(), true));
            message.setRecipient(RecipientType.TO, address(outgoing.to()));
            message.setSubject(outgoing.title(), UTF_8.name());
            message.setContent(alternatives(outgoing));
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies
            if (outgoing.repeated()) {
                message.setHeader("X-Vigie-Repeated", "true");
            }
            for (MailHeaders known : headers) {
                for (Map.Entry<String, String> header : known.of(outgoing.key()).entrySet()) {
                    message.setHeader(header.getKey(), header.getValue());
                }
            }
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new HintedException(
                    "mail " + outgoing.key() + " cannot be composed: " + e.getMessage(), "Check vigie.mail.from.", e);
        }
    }

    /** The better one last (RFC 2046, 5.1.4). */
    private static MimeMultipart alternatives(OutgoingMessage outgoing) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(outgoing.plain(), UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(outgoing.html(), UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, html);
    }

    private static InternetAddress address(Recipient to) {
        try {
            return new InternetAddress(to.address(), to.name(), UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
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
