package org.vigie.monitoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.load.PlanLoader;
import org.vigie.support.HttpSink;

/** C05: before others are blamed, Vigie asks whether it is its own line. */
class WitnessTests {

    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");

    private final HttpSink witness = HttpSink.start();
    private final HttpProbe probe = new HttpProbe(
            new Names(WitnessTests::resolve),
            new HopClient(Certificates.trusting(null)),
            Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));
    private URI nobody;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://first.example:" + free.getLocalPort() + "/");
        }
    }

    @AfterEach
    void stop() {
        witness.close();
    }

    private static InetAddress[] resolve(String name) throws UnknownHostException {
        return switch (name) {
            case "first.example", "second.example" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            case "shop.example" -> new InetAddress[] {InetAddress.getByName("192.0.2.1")};
            case "here.example" -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
            default -> throw new UnknownHostException(name);
        };
    }

    @Test
    void oneThatAnswersIsEnoughWhateverItSays() {
        witness.always(500, Map.of(), "sorry");
        assertThat(silent("shop.example", nobody, second())).isFalse();
        assertThat(witness.requests()).hasSize(1);
    }

    @Test
    void whereNoneAnswersTheLineIsCut() {
        assertThat(silent("shop.example", nobody, URI.create("http://unknown.example/")))
                .isTrue();
    }

    @Test
    void whatIsOnThisMachineNeedsNoLine() {
        assertThat(silent("here.example", nobody)).isFalse();
    }

    @Test
    void withoutWitnessesNobodyIsAsked() {
        assertThat(silent("shop.example")).isFalse();
    }

    private URI second() {
        return URI.create("http://second.example:" + witness.port() + "/");
    }

    private boolean silent(String host, URI... witnesses) {
        return probe.allSilent(
                PLAN.withMonitoring(
                        new MonitoringSettings(List.of(), List.of(witnesses), List.of(), List.of(), null, null)),
                WatchedPlans.http("site", URI.create("http://" + host + "/")));
    }
}
