package org.vigie.support;

import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mails that a test of the application has sent: without a mail server they are kept as files. */
public final class KeptMails {

    private static final String UNDER_WAY =
            "SELECT count(*) FROM notice WHERE starts_with(key, :key) AND state = 'WAITING'";
    private static final String FILES =
            "SELECT went_to FROM notice WHERE starts_with(key, :key) AND state = 'SENT' ORDER BY id";

    private final JdbcClient jdbc;

    /** The mails of the application whose database this is; others may have mails of the same key. */
    public KeptMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A mail as its reader sees it. */
    public record Received(String to, String subject, String text, String html) {}

    /** The mails whose key starts so, as in {@code CZ-7/validation-request}, oldest first; waits until all are sent. */
    public List<Received> startingWith(String key) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jdbc.sql(UNDER_WAY)
                                .param("key", key)
                                .query(Integer.class)
                                .single()
                        == 0);
        return jdbc.sql(FILES).param("key", key).query(String.class).list().stream()
                .map(file -> read(Path.of(file)))
                .toList();
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
