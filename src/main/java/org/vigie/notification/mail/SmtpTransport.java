package org.vigie.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.vigie.notification.RefusedException;
import org.vigie.shared.HintedException;

class SmtpTransport implements MailTransport {

    /** The mailbox or its domain does not exist or takes no mail (RFC 5321, 4.2.3); 552, a full mailbox, passes. */
    private static final Set<Integer> FOR_GOOD = Set.of(521, 550, 551, 553, 554, 556);

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
            String refusal = refusal(e);
            if (refusal != null) {
                throw new RefusedException(refusal);
            }
            throw new HintedException(
                    "the mail server did not take a mail: " + e.getMessage(),
                    "Check spring.mail.host, its port and account; it is tried again by itself.",
                    e);
        }
    }

    /**
     * What the server said if it refuses the recipient, or the message for them; null for everything else, also when it
     * refuses the sender or the account, which are for an administrator to mend.
     */
    private static @Nullable String refusal(Exception thrown) {
        Deque<Exception> causes = new ArrayDeque<>();
        causes.add(thrown);
        while (!causes.isEmpty()) {
            Exception e = causes.remove();
            if (e instanceof SMTPAddressFailedException refused && FOR_GOOD.contains(refused.getReturnCode())
                    || e instanceof SMTPSendFailedException failed
                            && !String.valueOf(failed.getCommand()).startsWith("MAIL")
                            && FOR_GOOD.contains(failed.getReturnCode())) {
                return e.getMessage().strip();
            }
            if (e instanceof MailSendException several) {
                causes.addAll(List.of(several.getMessageExceptions()));
            }
            if (e instanceof MessagingException more && more.getNextException() != null) {
                causes.add(more.getNextException());
            }
        }
        return null;
    }
}
