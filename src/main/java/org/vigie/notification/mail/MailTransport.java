package org.vigie.notification.mail;

import jakarta.mail.internet.MimeMessage;
import org.vigie.notification.RefusedException;

/** Takes a finished mail to its reader's server, or to a folder where no server is configured. */
interface MailTransport {

    /**
     * Returns where the mail went.
     *
     * @throws RefusedException if the server will never take it for this recipient
     */
    String deliver(MimeMessage mail);
}
