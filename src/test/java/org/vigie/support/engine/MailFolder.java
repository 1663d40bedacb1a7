package org.vigie.support.engine;

import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The mails that an application kept as files because it has no mail server. */
public record MailFolder(Path folder) {

    /** Subjects of the mails about a ticket that follow one text, such as {@code receipt}, in no order; waits for one. */
    public List<String> subjects(String ticketId, String message) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> files("\\Q" + ticketId + "-" + message + "\\E[-\\d]*\\..*"), found -> !found.isEmpty());
    }

    /** Subjects of the mails whose key begins with this one, in no order. */
    public List<String> of(String key) {
        return files("\\Q" + key.replaceAll("[^A-Za-z0-9]+", "-") + "\\E[-.].*");
    }

    /** From now on no mail can be kept, as when a mail server is down. */
    public void breakDown() {
        try {
            Files.createDirectories(folder);
            Files.move(folder, aside());
            Files.createFile(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends {@link #breakDown}. */
    public void repair() {
        try {
            Files.delete(folder);
            Files.move(aside(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path aside() {
        return folder.resolveSibling(folder.getFileName() + "-aside");
    }

    private List<String> files(String name) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "\\.eml"))
                    .map(MailFolder::subject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String subject(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in).getSubject();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
