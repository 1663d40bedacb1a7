package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.vigie.shared.HintedException;

class MailTests {

    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    @TempDir
    Path folder;

    private final MailComposer composer = new MailComposer(
            new MailTemplates(),
            new MailProperties("vigie@example.org", null),
            Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));

    @Test
    void reachesTheReporterThroughAMailServer() throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(SERVER.getSmtp().getPort());
        new SmtpTransport(sender).deliver(composer.compose(mail("receipt", Locale.FRENCH, Map.of()), false));

        MimeMessage received = SERVER.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("[CZ-7] CESIZen : votre signalement est enregistré");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getHeader("X-Vigie-Repeated")).isNull();
        assertThat(text(received)).contains("Bonjour Inès", "Correction visée au plus tard : vendredi");
    }

    @Test
    void saysWhatToDoWhenTheMailServerIsAway() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(1);
        assertThatThrownBy(() -> new SmtpTransport(sender)
                        .deliver(composer.compose(mail("receipt", Locale.FRENCH, Map.of()), false)))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("hint: Check spring.mail.host");
    }

    @Test
    void keepsOneFileForTheSameMailSentTwice() throws Exception {
        FolderTransport transport = new FolderTransport(folder);
        transport.deliver(composer.compose(mail("receipt", Locale.ENGLISH, Map.of()), false));
        transport.deliver(composer.compose(mail("receipt", Locale.ENGLISH, Map.of()), true));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .satisfies(
                            name -> assertThat(name).startsWith("CZ-7-receipt").endsWith(".eml"));
        }
    }

    @Test
    void flagsARepeatedMailAndKeepsItsMessageId() throws Exception {
        MimeMessage first = composer.compose(mail("receipt", Locale.ENGLISH, Map.of()), false);
        MimeMessage again = composer.compose(mail("receipt", Locale.ENGLISH, Map.of()), true);
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID());
        assertThat(again.getHeader("X-Vigie-Repeated")).containsExactly("true");
    }

    @Test
    void printsValuesAndNeverInterpretsThem() throws Exception {
        MimeMessage message = composer.compose(
                mail("receipt", Locale.ENGLISH, Map.of("title", "{{id}} <script>alert(1)</script>\r\nBcc: b@c.org")),
                false);
        assertThat(message.getHeader("Bcc")).isNull();
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(text(message)).contains("{{id}} <script>");
        assertThat(new String(message.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII))
                .doesNotContain("<script>alert(1)</script></p>");
        assertThat(parts.getCount()).isPositive();
    }

    @Test
    void leavesOutWhatIsEmpty() throws Exception {
        MimeMessage message = composer.compose(mail("resolved", Locale.ENGLISH, Map.of("releaseNote", "")), false);
        assertThat(text(message)).doesNotContain("What changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation-request",
                "validation-reminder",
                "receipt",
                "question",
                "question-reminder",
                "resolved",
                "rejected",
                "duplicate",
                "unanswered",
                "cancelled"
            })
    void everyMessageExistsInFrenchAndEnglish(String message) {
        MailTemplates templates = new MailTemplates();
        for (Locale language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            MailTemplates.Text text = templates.render(
                    "ticket-" + message,
                    language,
                    mail(message, language, Map.of()).values());
            assertThat(text.subject()).startsWith("[CZ-7] CESIZen").doesNotContain("{{");
            assertThat(text.plain()).contains("CESIZen").doesNotContain("{{");
            assertThat(text.html()).contains("<p>").doesNotContain("{{");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ines", "a@b.org,c@d.org", "a@b.org\r\nBcc: c@d.org", "Ines <a@b.org>", "@b.org", "a b@c.org"
            })
    void refusesWhatIsNotOneAddress(String address) {
        assertThat(MailAddress.isValid(address)).isFalse();
        assertThatThrownBy(() -> new MailAddress("Ines", address)).isInstanceOf(HintedException.class);
    }

    private static Mail mail(String message, Locale language, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", "CZ-7");
        values.put("title", "Export vide");
        values.put("application", "CESIZen");
        values.put("reporter", "Inès");
        values.put("priority", "P2");
        values.put("responseDue", "vendredi 20 novembre 2026 à 11:00");
        values.put("resolutionDue", "vendredi 20 novembre 2026 à 16:00");
        values.put("question", "Quelle version ?");
        values.put("reason", "déjà corrigé");
        values.putAll(more);
        return new Mail(
                "CZ-7/" + message + "/1",
                new MailAddress("Inès", "ines@example.org"),
                language,
                "ticket-" + message,
                values);
    }

    private static String text(MimeMessage message) throws jakarta.mail.MessagingException, IOException {
        StringBuilder text = new StringBuilder();
        collect((MimeMultipart) message.getContent(), text);
        return text.toString();
    }

    private static void collect(MimeMultipart parts, StringBuilder text)
            throws jakarta.mail.MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            Object content = parts.getBodyPart(i).getContent();
            if (content instanceof MimeMultipart nested) {
                collect(nested, text);
            } else if (parts.getBodyPart(i).isMimeType("text/plain")) {
                text.append(content);
            }
        }
    }
}
