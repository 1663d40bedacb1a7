package org.vigie.preventive.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PreventiveSettings;
import org.vigie.plan.PreventiveSettings.LoadTest;
import org.vigie.plan.load.PlanLoader;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.preventive.WorkState;
import org.vigie.shared.HintedException;

/** A thousand requests, ten at a time, as the plan of MangaThèque says. */
class LoadTestWorkTests {

    private final LoadTestWork work = new LoadTestWork();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private HttpServer server;
    private int failEvery;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(20));
        server.createContext("/", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            int number = asked.incrementAndGet();
            exchange.sendResponseHeaders(failEvery > 0 && number % failEvery == 0 ? 503 : 200, -1);
            now.decrementAndGet();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAsOftenAndAsManyAtATimeAsThePlanSays() {
        WorkResult result = work.perform(order(address(), 1000, 10), () -> {});
        assertThat(asked).hasValue(1000);
        assertThat(most.get()).isBetween(2, 10);
        assertThat(result.state()).isEqualTo(WorkState.DONE);
        assertThat(result.summary()).startsWith("1000 requêtes, 0 en échec");
        assertThat(result.details()).contains("HTTP 200: 1000");
    }

    @Test
    void answersThatFailAreCountedAndAPersonSeesToThem() {
        failEvery = 5;
        WorkResult result = work.perform(order(address(), 100, 10), () -> {});
        assertThat(result.state()).isEqualTo(WorkState.FAILED);
        assertThat(result.details()).contains("HTTP 200: 80", "HTTP 503: 20");
    }

    @Test
    void productionIsNeverAsked() {
        assertThatThrownBy(() -> work.perform(order(URI.create("https://mangatheque.com:443/x"), 10, 1), () -> {}))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("the load test would ask production");
    }

    @Test
    void withoutStagingNothingIsAsked() {
        assertThat(work.perform(order(null, 10, 1), () -> {}).state()).isEqualTo(WorkState.NOT_SET_UP);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static WorkOrder order(URI address, int requests, int atOnce) {
        MaintenancePlan plan = PlanLoader.load("plans").require("mangatheque");
        return new WorkOrder(
                "PM-1",
                1,
                plan.withPreventive(new PreventiveSettings(
                        LocalTime.of(8, 0),
                        List.of(),
                        new LoadTest(address, requests, atOnce),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null)),
                LocalDate.of(2026, 11, 20));
    }
}
