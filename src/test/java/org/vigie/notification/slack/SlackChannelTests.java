package org.vigie.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
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
import org.vigie.notification.http.PlainText;
import org.vigie.plan.ChannelSettings;
import org.vigie.shared.HintedException;
import org.vigie.support.HttpSink;

class SlackChannelTests extends ChannelContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelRig rig = new ChannelRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Channel channel() {
        return new SlackKind(rig.outgoing(), ChannelRig.CLOCK, ChannelRig.PUBLIC_URL)
                .open(rig.plan(), rig.settings(ChannelSettings.Kind.SLACK, "/services/T/B/secret", null));
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
        return rig.sink.requests().stream().map(SlackChannelTests::arrived).toList();
    }

    private static Arrived arrived(HttpSink.Request request) {
        JsonNode body = read(request);
        List<String> texts = texts(body);
        String note = texts.getLast();
        return new Arrived(
                "team",
                shown(body.path("text").asText()),
                shown(String.join("", texts)),
                note.split(" ")[1],
                note.endsWith("(répété)"));
    }

    /** What Slack shows of an escaped text. */
    private static String shown(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static JsonNode read(HttpSink.Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (Exception e) {
            throw new AssertionError("no JSON: " + request.body(), e);
        }
    }

    private static List<String> texts(JsonNode body) {
        return objects(body, "plain_text");
    }

    private static List<String> objects(JsonNode body, String type) {
        List<String> found = new ArrayList<>();
        for (JsonNode block : body.path("blocks")) {
            List<JsonNode> objects = new ArrayList<>(List.of(block.path("text")));
            block.path("elements").forEach(objects::add);
            objects.stream()
                    .filter(object -> object.path("type").asText().equals(type))
                    .forEach(object -> found.add(object.path("text").asText()));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("org.vigie.notification.http.Injections#all")
    void aTextIsTextAndNothingElse(String text) {
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, text, text, ""));
        HttpSink.Request request = rig.sink.requests().getFirst();
        JsonNode body = read(request);
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "text", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media", "blocks");
        assertThat(body.path("mrkdwn").asBoolean(true)).isFalse();
        assertThat(body.path("link_names").asBoolean(true)).isFalse();
        assertThat(body.path("parse").asText()).isEqualTo("none");
        List<String> all = Stream.concat(Stream.of(body.path("text").asText()), texts(body).stream())
                .toList();
        assertThat(all)
                .allSatisfy(
                        shown -> assertThat(shown).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)"));
        assertThat(objects(body, "mrkdwn"))
                .allSatisfy(link -> assertThat(link).matches("<https://vigie\\.example(/[^<>|\\s]*)?>"));
        assertThat(body.findValuesAsText("type")).isSubsetOf("section", "plain_text", "context", "mrkdwn");
        assertThat(shown(all.get(0))).as("escaped once").isEqualTo(PlainText.line(text));
        if (!PlainText.lines(text).isEmpty()) {
            assertThat(shown(all.get(2))).as("escaped once").isEqualTo(PlainText.lines(text));
        }
        assertThat(request.headers()).doesNotContainKey("X-Evil");
    }

    @Test
    void linksToVigieCanBeClicked() {
        String text = "Dites-le ici : https://vigie.example/links/escalations/a.b-c?x=1&y=2.\n";
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, "x", text, ""));
        assertThat(rig.sink.requests().getFirst().body())
                .contains("<https://vigie.example/links/escalations/a.b-c?x=1&amp;y=2>");
    }

    @Test
    void aLongTextIsInSeveralBlocksAndThenCut() {
        String text = "é<&👩‍👩‍👧‍👦".repeat(9000);
        channel()
                .deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.FRENCH, "t".repeat(900), text, ""));
        JsonNode body = read(rig.sink.requests().getFirst());
        assertThat(texts(body)).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(3000));
        assertThat(String.join("", texts(body)).length()).isBetween(30_000, 40_000);
        assertThat(body.path("blocks").size()).isLessThanOrEqualTo(50);
        assertThat(String.join("", texts(body))).contains("… (la suite est coupée)");
        assertThat(shown(texts(body).get(1)) + "x").doesNotContainPattern("👩‍(?!👩|👧)");
    }

    @ParameterizedTest
    @CsvSource({
        "404, no_service",
        "404, channel_not_found",
        "410, channel_is_archived",
        "403, action_prohibited",
        "403, invalid_token",
        "404, no_team",
        "410, gone",
        "400, user_not_found"
    })
    void takesItForGoodWhenTheWebhookIsGone(int status, String said) {
        rig.sink.next(status, Map.of(), said);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(BrokenChannelException.class)
                .hasMessage("Slack answered " + status + " " + said);
    }

    @ParameterizedTest
    @CsvSource({
        "404, <html>not found</html>",
        "500, server_error",
        "502, bad gateway",
        "403, forbidden by a proxy",
        "307, moved"
    })
    void triesAgainWhatMayPass(int status, String said) {
        rig.sink.next(status, Map.of(), said);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(HintedException.class)
                .isNotInstanceOf(UncertainException.class)
                .hasMessageContaining("answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"17, PT17S", "0.5, PT0.5S", "99999, PT1H", "soon, PT30S", "'Fri, 20 Nov 2026 09:02:00 GMT', PT2M"})
    void comesAgainWhenItIsTold(String told, Duration pause) {
        rig.sink.next(429, Map.of("Retry-After", told), "rate_limited");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOfSatisfying(
                        LaterException.class, later -> assertThat(later.pause()).isEqualTo(pause));
    }

    @Test
    void whatIsFoundInvalidIsSentAgainAsOneLine() {
        rig.sink.next(400, Map.of(), "invalid_blocks");
        channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        assertThat(read(rig.sink.requests().get(1)).has("blocks")).isFalse();
        rig.sink.next(400, Map.of(), "invalid_payload");
        rig.sink.next(400, Map.of(), "invalid_payload");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/2", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BrokenChannelException.class);
        assertThat(rig.sink.requests()).hasSize(4);
    }

    @Test
    void noAnswerMeansThatItMayHaveArrived() {
        rig.sink.hangNext();
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(UncertainException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void noFailureShowsTheAddress() {
        goAway();
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("services/T/B"))
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("services/T/B"));
    }
}
