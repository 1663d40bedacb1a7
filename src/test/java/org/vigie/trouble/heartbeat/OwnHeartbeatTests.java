package org.vigie.trouble.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.HttpSink;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

@VigieTest
class OwnHeartbeatTests {

    private static final String SECRET = "/ping/0f3c-4711";

    @Autowired
    Troubles troubles;

    @TempDir
    Path folder;

    private final HttpSink outside = HttpSink.start();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private Path place;
    private OwnHeartbeat heartbeat;

    @BeforeEach
    void start() throws IOException {
        place = Files.writeString(folder.resolve("url"), outside.url(SECRET));
        heartbeat = heartbeat("127.0.0.1");
    }

    private OwnHeartbeat heartbeat(String allowed) {
        return new OwnHeartbeat(
                new OwnHeartbeatProperties("file:" + place, Duration.ofSeconds(1), List.of(allowed)),
                troubles,
                ready::get);
    }

    @AfterEach
    void stop() {
        heartbeat.destroy();
        troubles.clear(OwnHeartbeat.TROUBLE);
        outside.close();
    }

    @Test
    void callsTheAddressWhileVigieIsReadyAndOnlyThen() {
        heartbeat.beat();
        ready.set(false);
        heartbeat.beat();
        assertThat(outside.requests()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.path()).isEqualTo(SECRET);
        });
        assertThat(open()).as("whoever waits outside tells it").isEmpty();
    }

    @Test
    void aRefusalIsATroubleUntilItIsWelcomeAgainAndDoesNotTellTheAddress() {
        outside.next(404, Map.of(), "no such check");
        heartbeat.beat();
        assertThat(open()).singleElement().satisfies(trouble -> {
            assertThat(trouble.message()).isEqualTo("Vigie's heartbeat is refused: the answer is 404");
            assertThat(trouble.hint()).contains("file:" + place).doesNotContain(SECRET);
        });
        heartbeat.beat();
        assertThat(open()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        outside.next(302, Map.of("Location", outside.url("/elsewhere")), "");
        heartbeat.beat();
        assertThat(outside.requests()).hasSize(1);
        assertThat(open()).hasSize(1);
    }

    @Test
    void whatIsOutOfReachForThreeMinutesIsATrouble() {
        outside.close();
        heartbeat.beat();
        heartbeat.beat();
        assertThat(open()).isEmpty();
        heartbeat.beat();
        assertThat(open())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.message())
                        .startsWith("nobody outside hears that Vigie is alive: ")
                        .doesNotContain(SECRET));
    }

    @Test
    void goesToTheOpenNetOnlyUnlessThePlaceIsNamed() {
        OwnHeartbeat strict = heartbeat("");
        for (int i = 0; i < 3; i++) {
            strict.beat();
        }
        assertThat(outside.requests()).isEmpty();
        assertThat(open()).hasSize(1);
        strict.destroy();
    }

    @Test
    void withoutAnAddressNothingIsCalledAndNothingIsWrong() throws IOException {
        Files.writeString(place, "\n");
        heartbeat.beat();
        assertThat(outside.requests()).isEmpty();
        assertThat(open()).isEmpty();
    }

    @Test
    void aFaultyAddressIsToldWithoutRepeatingIt() throws IOException {
        Files.writeString(place, "https://ping .example/" + SECRET);
        heartbeat.beat();
        assertThat(open())
                .singleElement()
                .satisfies(trouble ->
                        assertThat(trouble.message()).isEqualTo("what is in file:" + place + " is no address"));
    }

    /** A Vigie that died told of a trouble that is over meanwhile. */
    @Test
    void theTroubleOfTheVigieBeforeIsCleared() {
        troubles.report(OwnHeartbeat.TROUBLE, OwnHeartbeat.TROUBLE, null, "refused", "Look.", null);
        heartbeat.beat();
        assertThat(open()).isEmpty();
    }

    private List<Trouble> open() {
        return troubles.list(true, 100, 0).stream()
                .filter(trouble -> trouble.key().equals(OwnHeartbeat.TROUBLE))
                .toList();
    }
}
