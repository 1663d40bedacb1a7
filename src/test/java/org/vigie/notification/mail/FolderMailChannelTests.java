package org.vigie.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelContract;
import org.vigie.notification.Mails;
import org.vigie.notification.Recipient;

class FolderMailChannelTests extends ChannelContract {

    @TempDir
    Path place;

    @Override
    protected Channel channel() {
        return new MailChannel(
                new MailComposer(
                        new MailProperties("vigie@example.org", null),
                        Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC)),
                new FolderTransport(folder()));
    }

    @Override
    protected Recipient reachable() {
        return Recipient.of("Inès", "ines@example.org");
    }

    @Override
    protected void goAway() {
        try {
            Files.createFile(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Arrived> arrived() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(FolderMailChannelTests::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsOneFileForTheSameMailSentTwice() throws IOException {
        channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        channel().deliver(message("CZ-7/receipt/1", true, reachable()));
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .satisfies(name ->
                            assertThat(name).startsWith("CZ-7-receipt-1.").endsWith(".eml"));
        }
    }

    private Path folder() {
        return place.resolve("mail");
    }

    private static Arrived read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Mails.arrived(new MimeMessage(Session.getInstance(new Properties()), in));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
