package org.vigie.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelContract;
import org.vigie.notification.Mails;
import org.vigie.notification.Recipient;
import org.vigie.notification.RefusedException;
import org.vigie.shared.HintedException;
import org.vigie.support.FakeSmtpServer;

class SmtpMailChannelTests extends ChannelContract {

    private final FakeSmtpServer server = FakeSmtpServer.started();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Channel channel() {
        return channel(server.port());
    }

    private static Channel channel(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new MailChannel(
                new MailComposer(
                        new MailProperties("vigie@example.org", null),
                        Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC)),
                new SmtpTransport(sender));
    }

    @Override
    protected Recipient reachable() {
        return Recipient.of("Inès", "ines@example.org");
    }

    @Override
    protected void goAway() {
        server.goAway();
    }

    @Override
    protected List<Arrived> arrived() {
        return server.received().stream().map(Mails::arrived).toList();
    }

    @Test
    void aServerOfAnotherMakeReadsWhatWasWritten() throws Exception {
        GreenMail other = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        other.start();
        try {
            channel(other.getSmtp().getPort()).deliver(message("CZ-7/receipt/1", false, reachable()));
            assertThat(Mails.arrived(other.getReceivedMessages()[0]).text()).contains("Bonjour Inès, {{id}} <script>");
        } finally {
            other.stop();
        }
    }

    @Test
    void asksForNoAutomaticAnswer() {
        channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        assertThat(FakeSmtpServer.header(server.received().getFirst(), "Auto-Submitted"))
                .isEqualTo("auto-generated");
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user",
        "RCPT, 551 moved away",
        "RCPT, 553 no such mailbox",
        "RCPT, 554 5.7.1 not wanted",
        "., 550 5.1.10 no such user",
        "., 554 5.7.1 looks like spam"
    })
    void takesItForGoodWhenTheServerRefusesTheReader(String command, String answer) {
        server.answer(command, answer);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 450 greylisted",
        "RCPT, 452 too many",
        "RCPT, 552 mailbox full",
        "RCPT, 530 authentication required",
        "MAIL, 550 sender unknown",
        "MAIL, 421 closing",
        "., 451 disk full"
    })
    void triesAgainWhenItMayPassOrAnAdministratorCanMendIt(String command, String answer) {
        server.answer(command, answer);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("hint: Check spring.mail.host");
    }
}
