package org.vigie.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Channel;
import org.vigie.notification.ChannelContract;
import org.vigie.notification.LaterException;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.Recipient;
import org.vigie.notification.RefusedException;
import org.vigie.notification.UncertainException;
import org.vigie.notification.http.ChannelRig;
import org.vigie.notification.http.PlainText;
import org.vigie.plan.ChannelSettings;
import org.vigie.shared.HintedException;
import org.vigie.support.HttpSink;

class WebhookChannelTests extends ChannelContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelRig rig = new ChannelRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Channel channel() {
        return new WebhookKind(rig.outgoing(), ChannelRig.CLOCK)
                .open(rig.plan(), rig.settings(ChannelSettings.Kind.WEBHOOK, "/hook", null));
    }

    @Override
    protected Recipient reachable() {
        return Recipient.team("team");
    }

    @Override
    protected void goAway() {
        rig.sink.close();
    }

    @Override
    protected String whatTheyAreNot() {
        return "is not the channel team";
    }

    @Override
    protected List<Arrived> arrived() {
        return rig.sink.requests().stream()
                .map(request -> {
                    JsonNode data = read(request).path("data");
                    return new Arrived(
                            data.path("channel").asText(),
                            data.path("title").asText(),
                            data.path("text").asText(),
                            request.headers().get("webhook-id"),
                            data.path("repeated").asBoolean());
                })
                .toList();
    }

    private static JsonNode read(HttpSink.Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (Exception e) {
            throw new AssertionError("no JSON: " + request.body(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("org.vigie.notification.http.Injections#all")
    void aTextIsTextAndNothingElse(String text) {
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, text, text, ""));
        HttpSink.Request request = rig.sink.requests().getFirst();
        JsonNode body = read(request);
        assertThat(body.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(body.path("data").fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "key", "repeated", "application", "channel", "contact", "language", "title", "text");
        assertThat(body.path("data").path("title").asText()).isEqualTo(PlainText.line(text));
        assertThat(body.path("data").path("text").asText()).isEqualTo(PlainText.lines(text));
        assertThat(request.headers())
                .doesNotContainKey("X-Evil")
                .containsEntry("webhook-signature", signature(request));
    }

    private static String signature(HttpSink.Request request) {
        return WebhookSignature.of(
                "correct horse",
                request.headers().get("webhook-id"),
                Long.parseLong(request.headers().get("webhook-timestamp")),
                request.body());
    }

    /** The example of the specification "Standard Webhooks". */
    @Test
    void signsAsTheSpecificationSays() {
        assertThat(WebhookSignature.of(
                        "whsec_plJ3nmyCDGBKInavdOK15jsl",
                        "msg_loFOjxBNrRLzqYUf",
                        1731705121,
                        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}"))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
        assertThatThrownBy(() -> WebhookSignature.of("whsec_!", "x", 1, ""))
                .isInstanceOf(HintedException.class)
                .hasMessageNotContaining("whsec_!");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void isRefusedWhenTheReceiverFindsTheMessageWrong(int status) {
        rig.sink.next(status, Map.of(), "no");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BrokenChannelException.class);
    }

    @Test
    void takesItForGoodWhenTheReceiverIsGone() {
        rig.sink.next(410, Map.of(), "");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(BrokenChannelException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 308, 401, 403, 404, 500, 502, 503})
    void triesAgainWhatMayPassOrAnAdministratorCanMend(int status) {
        rig.sink.next(status, Map.of("Location", rig.sink.url("/other")), "x");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(HintedException.class)
                .isNotInstanceOf(UncertainException.class);
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void comesAgainWhenItIsTold() {
        rig.sink.next(503, Map.of("Retry-After", "7"), "");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(LaterException.class);
    }

    @Test
    void noAnswerMeansThatItMayHaveArrived() {
        rig.sink.hangNext();
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(UncertainException.class);
    }
}
