package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every channel promises. */
public abstract class ChannelContract {

    /** Who got what, as the other side sees it. */
    public record Arrived(String to, String title, String text, String identity, boolean repeated) {}

    /** The channel under test, whose other side works. */
    protected abstract Channel channel();

    /** Somebody who can be reached. */
    protected abstract Recipient reachable();

    /** Makes the other side go away. */
    protected abstract void goAway();

    /** What the other side has, each message once. */
    protected abstract List<Arrived> arrived();

    /** What no message can be sent to. */
    protected Stream<String> notAddresses() {
        return Stream.of("", "nobody", "a@b.org,c@d.org", "a@b.org\r\nBcc: c@d.org", "Ines <a@b.org>", "@b.org");
    }

    /** What is said of them. */
    protected String whatTheyAreNot() {
        return "is not a mail address";
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

    @TestFactory
    Stream<DynamicTest> refusesAnAddressThatIsNoneForGood() {
        return notAddresses()
                .map(address -> DynamicTest.dynamicTest("'" + address + "'", () -> {
                    assertThatThrownBy(() ->
                                    channel().deliver(message("CZ-7/receipt/1", false, Recipient.of("Inès", address))))
                            .isInstanceOf(RefusedException.class)
                            .hasMessageContaining(whatTheyAreNot());
                    assertThat(arrived()).isEmpty();
                }));
    }

    @Test
    void whatIsAwayIsNoRefusal() {
        Channel channel = channel();
        goAway();
        assertThatThrownBy(() -> channel.deliver(message("CZ-7/receipt/1", false, reachable())))
                .isNotInstanceOf(RefusedException.class)
                .hasMessageContaining("hint: ");
    }

    public static OutgoingMessage message(String key, boolean repeated, Recipient to) {
        return new OutgoingMessage(
                key,
                repeated,
                to,
                Locale.FRENCH,
                "[CZ-7] réglé",
                "Bonjour Inès, {{id}} <script>\n",
                "<p>Bonjour Inès, {{id}} &lt;script&gt;</p>");
    }
}
