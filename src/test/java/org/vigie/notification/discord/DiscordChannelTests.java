package org.vigie.notification.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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

class DiscordChannelTests extends ChannelContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ESCAPED = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    private final ChannelRig rig = new ChannelRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Override
    protected Channel channel() {
        return new DiscordKind(rig.outgoing(), ChannelRig.CLOCK, ChannelRig.PUBLIC_URL)
                .open(rig.plan(), rig.settings(ChannelSettings.Kind.DISCORD, "/api/webhooks/1/secret", null));
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
        return rig.sink.requests().stream().map(DiscordChannelTests::arrived).toList();
    }

    private static Arrived arrived(HttpSink.Request request) {
        String content = read(request).path("content").asText();
        List<String> lines = content.lines().toList();
        String title = lines.getFirst();
        String note = shown(lines.getLast());
        return new Arrived(
                "team",
                shown(title.substring(2, title.length() - 2)),
                shown(content),
                note.split(" ")[1],
                note.endsWith("(répété)"));
    }

    /** What Discord shows: a backslash before a mark is gone. */
    private static String shown(String text) {
        return ESCAPED.matcher(text).replaceAll("$1").replace("@\u200b", "@");
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
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("content", "flags", "allowed_mentions");
        assertThat(body.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
        String content = body.path("content").asText();
        String ours = content.replaceFirst("^\\*\\*", "")
                .replaceFirst("\\*\\*\n", "\n")
                .replaceAll("\n<https://vigie\\.example(/[^<>\\s\\\\]*)?>", "");
        assertThat(ESCAPED.matcher(ours).replaceAll(""))
                .as("no mark without a backslash")
                .doesNotContainPattern("[!-/:-@\\[-`{-~]");
        assertThat(content).as("nobody after @").doesNotContainPattern("@(?!\u200b)");
        String plain = PlainText.lines(text);
        assertThat(shown(ours)).as("escaped once").startsWith(PlainText.line(text) + "\n" + plain);
        assertThat(request.headers()).doesNotContainKey("X-Evil");
    }

    @Test
    void linksToVigieCanBeClickedAlsoWhereTheTextIsCut() {
        String text = "*".repeat(3000) + " https://vigie.example/links/escalations/a_b_c.";
        channel().deliver(new OutgoingMessage("CZ-7/x/1", false, reachable(), Locale.ENGLISH, "t", text, ""));
        String content = read(rig.sink.requests().getFirst()).path("content").asText();
        assertThat(content).contains("\n<https://vigie.example/links/escalations/a_b_c>\n", "the rest is cut");
        assertThat(content.length()).isBetween(1950, 2000);
    }

    @Test
    void neitherTitleNorTextIsEverTooLong() {
        for (String piece : List.of("a", "_", "é", "👩‍👩‍👧‍👦", "@", "\n#")) {
            rig.sink.forget();
            String text = piece.repeat(5000);
            channel().deliver(new OutgoingMessage("CZ-7/x/1", true, reachable(), Locale.FRENCH, text, text, ""));
            String content =
                    read(rig.sink.requests().getFirst()).path("content").asText();
            assertThat(content.length()).as(piece).isBetween(1800, 2000);
            assertThat(content).doesNotContainPattern("👩‍(?!👩|👧)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\": \"Unknown Webhook\", \"code\": 10015}",
                "401 | {\"message\": \"Invalid Webhook Token\", \"code\": 50027}",
                "401 | {\"message\": \"401: Unauthorized\", \"code\": 0}",
                "403 | {\"message\": \"Missing Access\", \"code\": 50001}"
            })
    void takesItForGoodWhenTheWebhookIsGone(int status, String said) {
        rig.sink.next(status, Map.of(), said);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(BrokenChannelException.class)
                .hasMessageContaining("Discord answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"404, <html>", "500, x", "403, error code: 1020", "302, x"})
    void triesAgainWhatMayPass(int status, String said) {
        rig.sink.next(status, Map.of(), said);
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(HintedException.class)
                .isNotInstanceOf(UncertainException.class);
    }

    @Test
    void comesAgainWhenItIsTold() {
        rig.sink.next(429, Map.of("Retry-After", "1.337"), "{\"retry_after\": 1.337}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOfSatisfying(
                        LaterException.class, later -> assertThat(later.pause()).isEqualTo(Duration.ofMillis(1337)));
    }

    @Test
    void whatIsFoundInvalidIsSentAgainAsOneLine() {
        rig.sink.next(400, Map.of(), "{\"code\": 50035}");
        channel().deliver(message("CZ-7/receipt/1", false, reachable()));
        rig.sink.next(400, Map.of(), "{\"code\": 50035}");
        rig.sink.next(400, Map.of(), "{\"code\": 50035}");
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/2", false, reachable())))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BrokenChannelException.class);
    }

    @Test
    void noAnswerMeansThatItMayHaveArrived() {
        rig.sink.hangNext();
        assertThatThrownBy(() -> channel().deliver(message("CZ-7/receipt/1", false, reachable())))
                .isInstanceOf(UncertainException.class);
    }

    @Test
    void asksForTheIdOfTheMessage() {
        rig.sink.next(200, Map.of(), "{\"type\": 0, \"id\": \"1234567890\", \"content\": \"x\"}");
        assertThat(channel()
                        .deliver(message("CZ-7/receipt/1", false, reachable()))
                        .wentTo())
                .isEqualTo("discord:team/1234567890");
        assertThat(rig.sink.requests().getFirst().path()).isEqualTo("/api/webhooks/1/secret?wait=true");
    }
}
