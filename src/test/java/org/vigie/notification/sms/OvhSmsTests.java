package org.vigie.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelContract;
import org.vigie.notification.LaterException;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.notification.RefusedException;
import org.vigie.notification.UncertainException;
import org.vigie.notification.http.ChannelRig;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.SmsSettings;
import org.vigie.shared.HintedException;
import org.vigie.support.HttpSink;

class OvhSmsTests extends ChannelContract {

    private final ChannelRig rig = new ChannelRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Channel channel() {
        SmsSettings account = new SmsSettings(
                SmsSettings.Provider.OVH,
                "sms-ab1-1",
                "VIGIE",
                rig.secret("ak", "app-key"),
                rig.secret("as", "app-secret"),
                rig.secret("ck", "consumer"),
                9);
        return new SmsKind(rig.outgoing(), ChannelRig.CLOCK, ChannelRig.PUBLIC_URL)
                .open(rig.plan(), rig.settings(ChannelSettings.Kind.SMS, "/", account));
    }

    @Override
    protected Recipient reachable() {
        return Recipient.of("Inès", "+33199000001");
    }

    @Override
    protected void goAway() {
        rig.sink.close();
    }

    @Override
    protected Stream<String> notAddresses() {
        return Stream.of(
                "",
                "nobody",
                "0199000001",
                "+0199000001",
                "+33199000001,+33199000002",
                "+33199000001\r\nX: y",
                "a@b.org",
                "+33 1");
    }

    @Override
    protected String whatTheyAreNot() {
        return "is not a telephone number";
    }

    @Override
    protected List<Arrived> arrived() {
        return rig.sink.requests().stream()
                .map(request -> {
                    String text = text(request);
                    List<String> lines = text.lines().toList();
                    return new Arrived(
                            to(request),
                            lines.getFirst(),
                            text,
                            lines.getLast().split(" ")[1],
                            lines.getLast().endsWith("(répété)"));
                })
                .toList();
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void answer() {
        rig.sink.always(
                200, Map.of(), "{\"ids\": [42], \"invalidReceivers\": [], \"validReceivers\": [\"+33199000001\"]}");
    }

    private static JsonNode read(HttpSink.Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (Exception e) {
            throw new AssertionError("no JSON: " + request.body(), e);
        }
    }

    private static String text(HttpSink.Request request) {
        return read(request).path("message").asText();
    }

    private static String to(HttpSink.Request request) {
        return read(request).path("receivers").path(0).asText();
    }

    @ParameterizedTest
    @MethodSource("org.vigie.notification.http.Injections#all")
    void aTextIsTextAndNothingElse(String text) {
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, text, text, ""));
        HttpSink.Request request = rig.sink.requests().getFirst();
        assertThat(read(request).fieldNames())
                .toIterable()
                .containsExactly(
                        "message", "sender", "charset", "coding", "noStopClause", "priority", "tag", "receivers");
        assertThat(read(request).path("receivers").toString()).isEqualTo("[\"+33199000001\"]");
        assertThat(text(request)).doesNotContain("\r", "\u0000", "\u001b", "\u202E");
        assertThat(request.headers()).doesNotContainKey("X-Evil");
    }

    @Test
    void speaksAndSignsAsOvhSays() throws Exception {
        assertThat(channel()
                        .deliver(message("CZ-7/receipt/1", false, reachable()))
                        .wentTo())
                .isEqualTo("ovh:42");
        HttpSink.Request request = rig.sink.requests().getFirst();
        assertThat(request.path()).isEqualTo("/1.0/sms/sms-ab1-1/jobs");
        String signed = "app-secret+consumer+POST+" + rig.sink.url("/1.0/sms/sms-ab1-1/jobs") + "+" + request.body()
                + "+1795165200";
        assertThat(request.headers())
                .containsEntry("X-Ovh-Application", "app-key")
                .containsEntry("X-Ovh-Consumer", "consumer")
                .containsEntry("X-Ovh-Timestamp", "1795165200")
                .containsEntry(
                        "X-Ovh-Signature",
                        "$1$"
                                + HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-1")
                                                .digest(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theReaderCannotBeReached() {
        rig.sink.next(200, Map.of(), "{\"ids\": [], \"invalidReceivers\": [\"+33199000001\"]}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BrokenChannelException.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "402", "403", "404"})
    void theAccountIsNoLongerGood(int status) {
        rig.sink.next(
                status,
                Map.of(),
                "{\"message\": \"This credential is not valid\", \"errorCode\": \"INVALID_CREDENTIAL\"}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(BrokenChannelException.class);
    }

    @Test
    void aContactIsReachedByTheirNumber() {
        Contact lead = rig.plan().contact("lead").orElseThrow();
        assertThat(channel().reach(Recipient.of(lead), lead).address()).isEqualTo("+33639980001");
    }

    @Test
    void noAnswerMeansThatItMayHaveArrived() {
        rig.sink.hangNext();
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(UncertainException.class);
    }

    @Test
    void comesAgainWhenItIsTold() {
        rig.sink.next(429, Map.of("Retry-After", "5"), "{}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(LaterException.class);
    }

    @ParameterizedTest
    @CsvSource({"500, x", "502, x", "302, x"})
    void triesAgainWhatMayPass(int status, String said) {
        rig.sink.next(status, Map.of(), said);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(HintedException.class)
                .isNotInstanceOf(UncertainException.class);
    }
}
