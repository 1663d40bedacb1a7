package org.vigie.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.vigie.shared.HintedException;

/** Keeps mails as .eml files named after their Message-ID, so that the same mail is there once. */
class FolderTransport implements MailTransport {

    private final Path folder;

    FolderTransport(Path folder) {
        this.folder = folder;
    }

    @Override
    public String deliver(MimeMessage mail) {
        try {
            String name = mail.getMessageID().replaceAll("[^A-Za-z0-9.-]", "_") + ".eml";
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".mail", ".part");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                mail.writeTo(out);
            }
            Path file = folder.resolve(name.replaceFirst("^_", ""));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException | MessagingException e) {
            throw new HintedException(
                    "cannot keep a mail in " + folder + ": " + e.getMessage(),
                    "Make the folder writable or configure a mail server with spring.mail.host.",
                    e);
        }
    }
}
