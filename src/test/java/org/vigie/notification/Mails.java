package org.vigie.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;

/** Reads mails as a contract test wants them. */
public final class Mails {

    private Mails() {}

    public static ChannelContract.Arrived arrived(MimeMessage mail) {
        try {
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            return new ChannelContract.Arrived(
                    mail.getAllRecipients()[0].toString(),
                    mail.getSubject(),
                    parts.getBodyPart(0).getContent().toString(),
                    mail.getMessageID(),
                    mail.getHeader("X-Vigie-Repeated") != null);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
