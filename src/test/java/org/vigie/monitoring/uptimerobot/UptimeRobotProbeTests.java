package org.vigie.monitoring.uptimerobot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.load.PlanLoader;
import org.vigie.shared.SecretRef;
import org.vigie.support.HttpSink;
import org.vigie.support.MutableClock;

/** UptimeRobot's API as its documentation and clients of others show it, and what is read from it. */
class UptimeRobotProbeTests {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");
    private static final String KEY = "ur12345-0a1b2c3d4e5f";

    @TempDir
    Path folder;

    private final HttpSink api = HttpSink.start();
    private final MutableClock clock = new MutableClock(START);
    private UptimeRobotProbe probe;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("key"), KEY + "\n");
        probe = probe("/v3");
    }

    private UptimeRobotProbe probe(String path) {
        return new UptimeRobotProbe(
                new UptimeRobotProperties(URI.create(api.url(path)), Duration.ofSeconds(2), List.of("127.0.0.1")),
                clock);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UP, UP, ",
        "DOWN, DOWN, watcher-down",
        "LOOKS_DOWN, DOWN, watcher-down",
        "STARTED, UNKNOWN, watcher-awaited",
        "PAUSED, UNKNOWN, watcher-paused",
        "SOMETHING_NEW, UNKNOWN, watcher-unreadable"
    })
    void saysWhatVersion3Says(String status, MonitorState state, String cause) {
        api.always(200, Map.of(), version3(null, monitor(7, "\"" + status + "\"")));
        Observation seen = look(7);
        assertThat(seen.state()).isEqualTo(state);
        assertThat(seen.cause()).isEqualTo(cause);
        assertThat(seen.text()).contains("Shop 7");
        assertThat(api.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/v3/monitors?limit=50");
            assertThat(request.headers()).containsEntry("Authorization", "Bearer " + KEY);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2, UP, ",
        "9, DOWN, watcher-down",
        "8, DOWN, watcher-down",
        "1, UNKNOWN, watcher-awaited",
        "0, UNKNOWN, watcher-paused",
        "77, UNKNOWN, watcher-unreadable"
    })
    void saysWhatVersion2Says(int status, MonitorState state, String cause) {
        probe = probe("/v2");
        api.always(200, Map.of(), """
                {"stat": "ok", "pagination": {"offset": 0, "limit": 50, "total": 1},
                 "monitors": [{"id": 7, "friendly_name": "Shop 7", "url": "https://shop.example", "type": 1, "status": %d}]}
                """.formatted(status));
        Observation seen = look(7);
        assertThat(seen.state()).isEqualTo(state);
        assertThat(seen.cause()).isEqualTo(cause);
        assertThat(api.requests().getFirst().path())
                .startsWith("/v2/getMonitors?format=json&limit=50&offset=0&api_key=");
    }

    @Test
    void aFailureOfVersion2IsOneThoughItsAnswerIs200() {
        probe = probe("/v2");
        api.always(
                200,
                Map.of(),
                "{\"stat\": \"fail\", \"error\": {\"type\": \"invalid_parameter\", \"message\": \"api_key is invalid.\"}}");
        assertThat(look(7)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.text()).isEqualTo("UptimeRobot refuses the request: invalid_parameter");
        });
    }

    @Test
    void readsAllPagesAndFollowsNoAddressThatTheAnswerNames() {
        api.next(
                200,
                Map.of(),
                version3("https://evil.example/v3/monitors/?limit=50&cursor=80%2B1", monitor(1, "\"UP\"")));
        api.next(200, Map.of(), version3(null, monitor(2, "\"DOWN\"")));
        assertThat(look(2).state()).isEqualTo(MonitorState.DOWN);
        assertThat(api.requests())
                .extracting(HttpSink.Request::path)
                .containsExactly("/v3/monitors?limit=50", "/v3/monitors?limit=50&cursor=80%2B1");
    }

    @Test
    void readsAllPagesOfVersion2() {
        probe = probe("/v2");
        api.next(200, Map.of(), version2(0, 51, IntStream.range(0, 50)));
        api.next(200, Map.of(), version2(50, 51, IntStream.of(50)));
        assertThat(look(50).state()).isEqualTo(MonitorState.UP);
        assertThat(api.requests().getLast().path()).contains("offset=50");
    }

    @Test
    void allMonitorsOfAKeyShareOneReading() {
        api.always(200, Map.of(), version3(null, monitor(1, "\"UP\""), monitor(2, "\"DOWN\"")));
        assertThat(look(1).state()).isEqualTo(MonitorState.UP);
        assertThat(look(2).state()).isEqualTo(MonitorState.DOWN);
        assertThat(api.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(15));
        look(1);
        assertThat(api.requests()).as("who was due later wants to know anew").hasSize(2);
    }

    /** The free plan takes ten in a minute, whatever Vigie wants to know. */
    @Test
    void neverAsksMoreOftenThanTheFreePlanAllows() {
        api.always(200, Map.of(), version3(null, monitor(1, "\"UP\"")));
        for (int second = 0; second < 180; second++) {
            assertThat(look(1).state()).isEqualTo(MonitorState.UP);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(api.requests()).hasSizeBetween(20, 3 * UptimeRobotAccount.PER_MINUTE);
    }

    @Test
    void waitsAsLongAsItIsToldAndIsUnknownMeanwhile() {
        api.next(200, Map.of(), version3(null, monitor(1, "\"UP\"")));
        api.next(429, Map.of("Retry-After", "300"), "{\"error\": true}");
        api.always(200, Map.of(), version3(null, monitor(1, "\"DOWN\"")));
        look(1);
        clock.advance(Duration.ofSeconds(15));
        assertThat(look(1).state()).as("what was read a moment ago").isEqualTo(MonitorState.UP);
        clock.advance(UptimeRobotAccount.GOOD_FOR);
        assertThat(look(1)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.cause()).isEqualTo("watcher-unreadable");
            assertThat(seen.text()).startsWith("UptimeRobot wants no request before 2026-11-20T09:05:15Z");
        });
        assertThat(api.requests()).hasSize(2);
        clock.set(START.plusSeconds(315));
        assertThat(look(1).state()).isEqualTo(MonitorState.DOWN);
    }

    @Test
    void aResetIsATimeToo() {
        api.next(
                429,
                Map.of("X-RateLimit-Reset", Long.toString(START.plusSeconds(40).getEpochSecond())),
                "");
        api.always(200, Map.of(), version3(null, monitor(1, "\"UP\"")));
        look(1);
        clock.advance(Duration.ofSeconds(39));
        look(1);
        assertThat(api.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(look(1).state()).isEqualTo(MonitorState.UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>",
                "{\"data\": {}}",
                "{\"data\": [{\"id\": \"x\", \"status\": \"UP\"}]}",
                "{\"data\": [{\"id\": 1}]}",
                "{\"data\": [{\"id\": 1, \"status\": null}]}"
            })
    void whatIsNoListIsUnknown(String body) {
        api.always(200, Map.of(), body);
        assertThat(look(1)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.text()).isEqualTo("UptimeRobot's answer is no list of monitors");
        });
    }

    @ParameterizedTest
    @CsvSource({"401, refuses the key", "403, refuses the key", "500, answers 500", "302, answers 302"})
    void whatCannotBeReadIsUnknownAndTellsNoKey(int status, String text) {
        api.always(status, Map.of("Location", api.url("/elsewhere")), KEY);
        assertThat(look(1)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.text()).contains(text).doesNotContain(KEY);
        });
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aKeyThatIsRefusedMakesWhatWasReadBeforeWorthless() {
        api.next(200, Map.of(), version3(null, monitor(1, "\"UP\"")));
        api.always(401, Map.of(), "");
        look(1);
        clock.advance(Duration.ofSeconds(15));
        assertThat(look(1).state()).isEqualTo(MonitorState.UNKNOWN);
    }

    @Test
    void whatIsAwayIsUnknown() {
        api.close();
        assertThat(look(1)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.text()).startsWith("UptimeRobot does not answer: ");
        });
    }

    @Test
    void aMonitorThatIsGoneIsUnknown() {
        api.always(200, Map.of(), version3(null, monitor(1, "\"UP\"")));
        assertThat(look(2).cause()).isEqualTo("watcher-without-monitor");
    }

    @Test
    void withoutAKeyNobodyIsAsked() throws IOException {
        Files.delete(folder.resolve("key"));
        assertThat(look(1)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(MonitorState.UNKNOWN);
            assertThat(seen.text()).isEqualTo("nothing is in file:" + folder.resolve("key"));
        });
        assertThat(api.requests()).isEmpty();
    }

    private Observation look(long monitor) {
        MonitorSettings settings =
                WatchedPlans.uptimeRobot("outside", monitor, SecretRef.parse("file:" + folder.resolve("key")));
        assertThat(probe.watches(settings)).isTrue();
        return probe.probe(new Target(PLAN, settings, Map.of(), clock.instant(), clock.instant()));
    }

    private static String monitor(long id, String status) {
        return "{\"id\": %d, \"friendlyName\": \"Shop %d\", \"url\": \"https://shop.example\", \"type\": \"HTTP\", \"status\": %s}"
                .formatted(id, id, status);
    }

    private static String version3(String next, String... monitors) {
        return "{\"nextLink\": %s, \"data\": [%s]}"
                .formatted(next == null ? "null" : "\"" + next + "\"", String.join(", ", monitors));
    }

    private static String version2(int offset, int total, IntStream ids) {
        return "{\"stat\": \"ok\", \"pagination\": {\"offset\": %d, \"limit\": 50, \"total\": %d}, \"monitors\": [%s]}"
                .formatted(
                        offset,
                        total,
                        ids.mapToObj("{\"id\": %d, \"friendly_name\": \"Shop\", \"status\": 2}"::formatted)
                                .collect(Collectors.joining(", ")));
    }
}
