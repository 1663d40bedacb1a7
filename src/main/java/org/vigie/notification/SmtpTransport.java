package org.vigie.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.vigie.shared.HintedException;

class SmtpTransport implements MailTransport {

    private final JavaMailSender server;

    SmtpTransport(JavaMailSender server) {
        this.server = server;
    }

    @Override
    public String deliver(MimeMessage mail) {
        try {
            server.send(mail);
            return "smtp:" + mail.getMessageID();
        } catch (MailException | MessagingException e) {
            throw new HintedException(
                    "the mail server did not take a mail: " + e.getMessage(),
                    "Check spring.mail.host, its port and account, then retry the job in Operate.",
                    e);
        }
    }
}
