package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.plan.EscalationChain;

/** What every channel promises. */
abstract class ChannelContract {

    /** Who got what, as the other side sees it. */
    record Arrived(String to, String title, String text, String identity, boolean repeated) {}

    /** The channel under test, whose other side works. */
    abstract Channel channel();

    /** Somebody who can be reached. */
    abstract Recipient reachable();

    /** Makes the other side go away. */
    abstract void goAway();

    /** What the other side has, each message once. */
    abstract List<Arrived> arrived();

    @Test
    void planFilesCanNameIt() {
        assertThat(EscalationChain.Channel.values())
                .extracting(EscalationChain.Channel::key)
                .contains(channel().name());
    }

    @Test
    void deliversTitleAndTextAndSaysWhere() {
        Delivery delivery = channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        assertThat(delivery.wentTo()).isNotBlank();
        assertThat(arrived()).singleElement().satisfies(message -> {
            assertThat(message.to()).contains(reachable().address());
            assertThat(message.title()).isEqualTo("[CZ-7] réglé");
            assertThat(message.text()).contains("Bonjour Inès, {{id}} <script>");
            assertThat(message.repeated()).isFalse();
        });
    }

    @Test
    void aRepeatedMessageCanBeToldFromANewOne() {
        channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        String first = arrived().getFirst().identity();
        channel().deliver(message("CZ-7/receipt/1", true, reachable()));
        assertThat(arrived().getLast().identity()).isEqualTo(first);
        assertThat(arrived().getLast().repeated()).isTrue();
        channel().deliver(message("CZ-7/receipt/2", false, reachable()));
        assertThat(arrived()).extracting(Arrived::identity).anyMatch(identity -> !identity.equals(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b.org,c@d.org", "a@b.org\r\nBcc: c@d.org", "Ines <a@b.org>", "@b.org"})
    void refusesAnAddressThatIsNoneForGood(String address) {
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, Recipient.of("Inès", address))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not a mail address");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void whatIsAwayIsNoRefusal() {
        Channel channel = channel();
        goAway();
        assertThatThrownBy(() -> channel.deliver(message("CZ-7/receipt/1", false, reachable())))
                .isNotInstanceOf(RefusedException.class)
                .hasMessageContaining("hint: ");
    }

    static OutgoingMessage message(String key, boolean repeated, Recipient to) {
        return new OutgoingMessage(
                key,
                repeated,
                to,
                "[CZ-7] réglé",
                "Bonjour Inès, {{id}} <script>\n",
                "<p>Bonjour Inès, {{id}} &lt;script&gt;</p>");
    }
}
