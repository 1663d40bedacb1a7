package org.vigie.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

class TwilioSmsTests extends ChannelContract {

    private final ChannelRig rig = new ChannelRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Channel channel() {
        SmsSettings account = new SmsSettings(
                SmsSettings.Provider.TWILIO, "AC0123", "+33199000009", null, rig.secret("token", "tw-token"), null, 9);
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

    private static Map<String, String> form(HttpSink.Request request) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : request.body().split("&")) {
            String[] parts = field.split("=", 2);
            assertThat(fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .as("each once")
                    .isNull();
        }
        return fields;
    }

    private static String text(HttpSink.Request request) {
        return form(request).get("Body");
    }

    private static String to(HttpSink.Request request) {
        return form(request).get("To");
    }

    @ParameterizedTest
    @MethodSource("org.vigie.notification.http.Injections#all")
    void aTextIsTextAndNothingElse(String text) {
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, text, text, ""));
        HttpSink.Request request = rig.sink.requests().getFirst();
        assertThat(form(request))
                .containsOnlyKeys("To", "From", "Body")
                .containsEntry("To", "+33199000001")
                .containsEntry("From", "+33199000009");
        assertThat(text(request)).doesNotContain("\r", "\u0000", "\u001b", "\u202E");
        assertThat(request.headers()).doesNotContainKey("X-Evil");
    }

    @Test
    void speaksAsTwilioSays() {
        rig.sink.next(201, Map.of(), "{\"sid\": \"SM0123456789\", \"status\": \"queued\", \"error_code\": null}");
        assertThat(channel()
                        .deliver(message("CZ-7/receipt/1", false, reachable()))
                        .wentTo())
                .isEqualTo("twilio:SM0123456789");
        HttpSink.Request request = rig.sink.requests().getFirst();
        assertThat(request.path()).isEqualTo("/2010-04-01/Accounts/AC0123/Messages.json");
        assertThat(request.headers())
                .containsEntry(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("AC0123:tw-token".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"21211", "21214", "21217", "21408", "21610", "21612", "21614"})
    void theReaderCannotBeReached(int code) {
        rig.sink.next(400, Map.of(), "{\"code\": " + code + ", \"message\": \"no\", \"status\": 400}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BrokenChannelException.class)
                .hasMessageContaining(String.valueOf(code));
    }

    @ParameterizedTest
    @CsvSource({"401, 20003", "403, 20005", "404, 20404", "400, 21212", "400, 21606", "401, 0"})
    void theAccountIsNoLongerGood(int status, int code) {
        rig.sink.next(status, Map.of(), "{\"code\": " + code + ", \"message\": \"no\"}");
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
