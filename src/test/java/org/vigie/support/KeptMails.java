package org.vigie.support;

import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The mails that a test of the application has sent: without a mail server they are kept as files. */
public final class KeptMails {

    private static final Path FOLDER = Path.of("target/test-data/mail");

    /** A mail as its reader sees it. */
    public record Received(String to, String subject, String text, String html) {}

    private KeptMails() {}

    /** The mails whose key starts so, as in {@code CZ-7/validation-request}; waits for the first. */
    public static List<Received> startingWith(String key) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(key), mails -> !mails.isEmpty());
    }

    private static List<Received> find(String key) {
        String name = key.replaceAll("[^A-Za-z0-9]+", "-");
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .sorted()
                    .map(KeptMails::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            return new Received(
                    mail.getAllRecipients()[0].toString(),
                    mail.getSubject(),
                    body(mail.getContent(), "text/plain"),
                    body(mail.getContent(), "text/html"));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static String body(Object content, String type) throws IOException, MessagingException {
        StringBuilder text = new StringBuilder();
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var part = parts.getBodyPart(i);
                boolean nested = part.getContent() instanceof MimeMultipart;
                text.append(nested ? body(part.getContent(), type) : part.isMimeType(type) ? part.getContent() : "");
            }
        }
        return text.toString().replace("\r\n", "\n");
    }
}
