package org.vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An engine that was away is tried again at once when asked for, whatever pause gRPC keeps. */
class EngineConnectionTests {

    @AutoClose
    private final ServerSocket away = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private final AtomicInteger attempts = new AtomicInteger();

    EngineConnectionTests() throws IOException {
        Thread.ofPlatform().daemon().start(this::refuse);
    }

    private void refuse() {
        try {
            while (true) {
                away.accept().close();
                attempts.incrementAndGet();
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void isTriedAgainAtOnce() {
        try (CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + away.getLocalPort()))
                .preferRestOverGrpc(false)
                .build()) {
            client.newTopologyRequest().requestTimeout(Duration.ofMillis(500)).send();
            // pauses of 1, 1.6, 2.6 and 4.1 seconds, give or take a fifth
            await().until(() -> attempts.get() >= 4);
            EngineConnection connection = new EngineConnection(client);
            for (int i = 0; i < 3; i++) {
                int before = attempts.get();
                connection.tryAgain();
                await().atMost(Duration.ofMillis(800)).until(() -> attempts.get() > before);
            }
        }
        assertThat(attempts.get()).isGreaterThanOrEqualTo(7);
    }
}
