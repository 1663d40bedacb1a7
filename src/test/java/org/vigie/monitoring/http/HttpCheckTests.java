package org.vigie.monitoring.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.Family;
import org.vigie.plan.MonitorSettings.HttpSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.support.SilentServer;

/** Real servers that misbehave. */
class HttpCheckTests {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    /** Speaks on a connection, with the request read, until it returns or the test ends. */
    @FunctionalInterface
    private interface Speech {
        void speak(OutputStream out, CountDownLatch end) throws IOException, InterruptedException;
    }

    private final List<ServerSocket> servers = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private Names.Resolver resolver = InetAddress::getAllByName;

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        for (ServerSocket server : servers) {
            server.close();
        }
    }

    @Test
    void aGoodAnswerIsUpWithItsPhases() throws Exception {
        Observation seen = check(says("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nshop"), "shop");
        assertThat(seen.state()).isEqualTo(MonitorState.UP);
        assertThat(seen.millis()).isNotNull();
        assertThat(seen.measures())
                .containsEntry("status", 200)
                .containsKeys("dnsMillis", "connectMillis", "bodyMillis");
    }

    /** C09. */
    @ParameterizedTest
    @CsvSource({
        "502, http-5xx",
        "503, http-5xx",
        "404, http-4xx",
    })
    void aBadStatusIsDown(int status, String cause) throws Exception {
        Observation seen = check(says("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nok"), null);
        assertThat(seen.state()).isEqualTo(MonitorState.DOWN);
        assertThat(seen.cause()).isEqualTo(cause);
    }

    @Test
    void anAnswerWithoutTheTextIsDown() throws Exception {
        assertThat(check(says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsorry"), "shop")
                        .cause())
                .isEqualTo("body-text-missing");
    }

    @Test
    void aSilentServerEndsAtTheDeadline() {
        try (SilentServer silent = SilentServer.start()) {
            Observation seen = inTime(URI.create("http://127.0.0.1:" + silent.port() + "/"));
            assertThat(seen.cause()).isEqualTo("timeout");
            assertThat(seen.text()).contains("phase answer");
        }
    }

    /** C02: a body that trickles, and one without end. */
    @Test
    void aBodyThatTricklesEndsAtTheDeadline() throws Exception {
        URI site = serve((out, stop) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
            while (!stop.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        });
        Observation seen = inTime(site);
        assertThat(seen.cause()).isEqualTo("timeout");
        assertThat(seen.text()).contains("phase body");
    }

    @Test
    void headersWithoutEndAreNotRead() throws Exception {
        URI site = serve((out, stop) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (!stop.await(0, TimeUnit.MILLISECONDS)) {
                out.write("X-More: and more\r\n".getBytes(US_ASCII));
            }
        });
        assertThat(inTime(site).cause()).isIn("broken-answer", "timeout");
    }

    @Test
    void headersThatTrickleEndAtTheDeadline() throws Exception {
        URI site = serve((out, stop) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII));
            while (!stop.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        });
        assertThat(inTime(site).cause()).isEqualTo("timeout");
    }

    @Test
    void aTlsHandshakeThatNeverEndsEndsAtTheDeadline() {
        try (SilentServer silent = SilentServer.start()) {
            Observation seen = inTime(URI.create("https://127.0.0.1:" + silent.port() + "/"));
            assertThat(seen.cause()).isEqualTo("timeout");
            assertThat(seen.text()).contains("phase tls");
        }
    }

    @Test
    void aServerWithoutTlsIsToldSo() throws Exception {
        URI site = serve((out, stop) -> out.write("I speak no TLS\r\n\r\n".getBytes(US_ASCII)));
        Observation seen = inTime(URI.create("https://127.0.0.1:" + site.getPort() + "/"));
        assertThat(seen.cause()).isIn("tls-failed", "broken-answer");
    }

    @Test
    void nobodyThereIsRefused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(inTime(URI.create("http://127.0.0.1:" + port + "/")).cause()).isEqualTo("refused");
    }

    /** C01. */
    @Test
    void oneOfSeveralAddressesIsEnough() throws Exception {
        URI site = says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        resolver = host -> new InetAddress[] {InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")};
        Observation seen = inTime(URI.create("http://shop.example:" + site.getPort() + "/"));
        assertThat(seen.state()).isEqualTo(MonitorState.UP);
        assertThat(seen.measures()).containsEntry("address", "127.0.0.1");
    }

    /** C03. */
    @ParameterizedTest
    @CsvSource({
        "shop.example: Temporary failure in name resolution, dns-temporary, UNKNOWN",
        "shop.example: Name or service not known, dns-unknown-name, DOWN",
    })
    void theResolverIsNotTheSite(String message, String cause, MonitorState state) {
        resolver = host -> {
            throw new UnknownHostException(message);
        };
        Observation seen = inTime(URI.create("http://shop.example/"));
        assertThat(seen.cause()).isEqualTo(cause);
        assertThat(seen.state()).isEqualTo(state);
    }

    @Test
    void aResolverThatHangsEndsAtTheDeadline() {
        resolver = host -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        assertThat(inTime(URI.create("http://shop.example/")).cause()).isEqualTo("dns-temporary");
    }

    /** C10 and more: nothing follows to a host that the plan does not name. */
    @Test
    void aRedirectToAnotherHostIsRefused() throws Exception {
        URI site = says("HTTP/1.1 308 Moved\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n");
        Observation seen = inTime(site);
        assertThat(seen.cause()).isEqualTo("redirect-refused");
        assertThat(seen.text()).contains("elsewhere.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "http://[",
                "http:///",
                "javascript:alert(1)",
                "http://127.0.0.1@elsewhere.example/",
                "//elsewhere.example/",
                "\\\\elsewhere.example/",
                "http://elsewhere.example#@127.0.0.1/"
            })
    void aRedirectToWhatIsNoAddressOfTheWebIsRefused(String location) throws Exception {
        URI site = says("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(inTime(site).cause()).isEqualTo("redirect-refused");
    }

    @Test
    void redirectsInACircleEnd() throws Exception {
        URI site = says("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        assertThat(inTime(site).cause()).isEqualTo("redirect-loop");
    }

    @Test
    void slownessIsDegraded() throws Exception {
        URI site = serve((out, stop) -> {
            stop.await(60, TimeUnit.MILLISECONDS);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        });
        HttpSettings wanted = settings(site, null, PlanDuration.parse("PT0.02S"), "PT5S");
        Observation seen = check().run(wanted, NOW);
        assertThat(seen.state()).isEqualTo(MonitorState.DEGRADED);
        assertThat(seen.cause()).isEqualTo("slow");
    }

    private HttpCheck check() {
        return new HttpCheck(new Names(host -> resolver.resolve(host)), new HopClient(Certificates.trusting(null)));
    }

    private Observation check(URI site, String contains) {
        return check().run(settings(site, contains, null, "PT5S"), NOW);
    }

    /** With a second of time, and proof that no more is taken. */
    private Observation inTime(URI site) {
        long begin = System.nanoTime();
        Observation seen = check().run(
                        settings(site, null, null, "PT1S"), Clock.systemUTC().instant());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        return seen;
    }

    private static HttpSettings settings(URI site, String contains, PlanDuration slow, String timeout) {
        return new HttpSettings(site, PlanDuration.parse(timeout), List.of(), contains, List.of(), slow, 0, Family.ANY);
    }

    private URI says(String answer) throws IOException {
        return serve((out, stop) -> out.write(answer.getBytes(US_ASCII)));
    }

    private URI serve(Speech speech) throws IOException {
        ServerSocket server = new ServerSocket(0, 20, InetAddress.getByName("127.0.0.1"));
        servers.add(server);
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofPlatform().daemon().start(() -> talk(socket, speech));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private void talk(Socket socket, Speech speech) {
        try (socket) {
            socket.getInputStream().read(new byte[8192]);
            speech.speak(socket.getOutputStream(), end);
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // the other side went away
        }
    }
}
