package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.support.HttpSink;
import org.vigie.support.SilentServer;

class GuardedExchangeTests {

    private static final List<AddressRange> LOOPBACK = List.of(AddressRange.parse("127.0.0.1"));
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpSink sink = HttpSink.start();

    @AfterEach
    void stop() {
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "5f00::1",
                "3fff::1"
            })
    void connectsToNothingThatIsNotOnTheOpenNet(String address) {
        assertThatThrownBy(() -> over(address).post(post("https://hooks.example/x"), List.of()))
                .isInstanceOf(GuardedExchange.NotSentException.class)
                .hasMessageContaining("not on the open net");
        assertThatThrownBy(() ->
                        over(address).post(post("http://hooks.example/x"), List.of(AddressRange.parse("1.1.1.1"))))
                .isInstanceOf(GuardedExchange.NotSentException.class)
                .hasMessageContaining("plain http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a01:e0a::1"})
    void knowsWhatIsOnTheOpenNet(String address) throws Exception {
        assertThat(OutsideAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x", "https://127.0.0.1:1/x", "https://[::1]:1/x", "https://[::ffff:127.0.0.1]:1/x",
                "https://2130706433:1/x", "https://0x7f000001:1/x", "https://017700000001:1/", "https://127.1:1/",
                "https://localhost:1/x", "file:///etc/passwd", "ftp://hooks.example/x",
                        "https://user:pw@hooks.example/x",
                "https:///x", "gopher://127.0.0.1:25/x", "jar:file:/x!/y"
            })
    void refusesAddressesThatMeanThisMachineOrNoServer(String url) {
        GuardedExchange exchange = new GuardedExchange(LIMIT, GuardedExchange.OF_THE_MACHINE);
        assertThatThrownBy(() -> exchange.post(post(url), List.of()))
                .isInstanceOf(GuardedExchange.NotSentException.class);
        assertThat(sink.requests()).isEmpty();
    }

    @Test
    void oneAddressThatIsInsideSpoilsThemAll() throws Exception {
        InetAddress[] both = {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")};
        assertThatThrownBy(
                        () -> new GuardedExchange(LIMIT, name -> both).post(post("https://hooks.example/x"), List.of()))
                .isInstanceOf(GuardedExchange.NotSentException.class)
                .hasMessageContaining("10.0.0.1");
    }

    @Test
    void connectsToTheAddressThatWasChecked_whateverTheNameIsBoundToAfterwards() throws Exception {
        Deque<InetAddress> bound =
                new ArrayDeque<>(List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2")));
        AtomicInteger asked = new AtomicInteger();
        GuardedExchange exchange = new GuardedExchange(LIMIT, name -> {
            asked.incrementAndGet();
            return new InetAddress[] {bound.poll()};
        });
        String url = "http://hooks.example:" + sink.port() + "/x";
        assertThat(exchange.post(post(url), LOOPBACK).status()).isEqualTo(200);
        assertThat(asked).as("asked once for an exchange").hasValue(1);
        assertThat(sink.requests().getFirst().headers().get("Host")).isEqualTo("hooks.example:" + sink.port());
        assertThatThrownBy(() -> exchange.post(post(url), LOOPBACK))
                .as("the second answer is not within what is allowed")
                .isInstanceOf(GuardedExchange.NotSentException.class);
        assertThat(sink.requests()).hasSize(1);
    }

    @Test
    void aPublicAnswerIsNotFollowedByAPrivateOne() throws Exception {
        Deque<InetAddress> bound =
                new ArrayDeque<>(List.of(InetAddress.getByName("203.0.114.7"), InetAddress.getByName("127.0.0.1")));
        AtomicInteger asked = new AtomicInteger();
        GuardedExchange exchange = new GuardedExchange(Duration.ofMillis(300), name -> {
            asked.incrementAndGet();
            return new InetAddress[] {bound.poll()};
        });
        assertThatThrownBy(() -> exchange.post(post("https://hooks.example:" + sink.port() + "/x"), List.of()))
                .isInstanceOf(IOException.class);
        assertThat(asked).hasValue(1);
        assertThat(sink.requests()).as("the private one was never connected to").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "303", "307", "308"})
    void followsNoRedirect(int status) throws Exception {
        try (HttpSink other = HttpSink.start()) {
            sink.next(status, Map.of("Location", other.url("/secret")), "");
            assertThat(here().post(post(sink.url("/x")), LOOPBACK).status()).isEqualTo(status);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void endsInTimeWhenTheServerIsSilent_andItIsNotKnownWhatItHas() throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> new GuardedExchange(Duration.ofMillis(400), GuardedExchange.OF_THE_MACHINE)
                            .post(post("http://127.0.0.1:" + silent.port() + "/x"), LOOPBACK))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(GuardedExchange.NotSentException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void endsInTimeWhenTheNameServerIsSilent_andNothingWasSent() {
        CountDownLatch never = new CountDownLatch(1);
        GuardedExchange exchange = new GuardedExchange(Duration.ofMillis(300), name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(name);
        });
        assertThatThrownBy(() -> exchange.post(post("https://hooks.example/x"), List.of()))
                .isInstanceOf(GuardedExchange.NotSentException.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void nobodyThereMeansNothingWasSent() {
        sink.close();
        assertThatThrownBy(() -> here().post(post(sink.url("/x")), LOOPBACK))
                .isInstanceOf(GuardedExchange.NotSentException.class);
    }

    @Test
    void readsTheStartOfAnAnswerOnly() throws Exception {
        sink.next(200, Map.of("X-Long", "yes"), "a".repeat(5_000_000));
        GuardedExchange.Answer answer = here().post(post(sink.url("/x")), LOOPBACK);
        assertThat(answer.body()).hasSize(16 * 1024);
        assertThat(answer.header("x-long")).contains("yes");
    }

    @Test
    void postsWhatItIsGiven() throws Exception {
        here().post(
                        new GuardedExchange.Post(
                                URI.create(sink.url("/a?b=c")), Map.of("X-One", "1"), "application/json", "{\"é\":1}"),
                        LOOPBACK);
        assertThat(sink.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/a?b=c");
            assertThat(request.body()).isEqualTo("{\"é\":1}");
            assertThat(request.headers())
                    .containsEntry("X-One", "1")
                    .containsEntry("Content-Type", "application/json")
                    .doesNotContainKeys("Cookie", "Authorization", "Accept-Encoding");
        });
    }

    @Test
    void aHeaderCannotBeBrokenOutOf() throws Exception {
        try {
            here().post(
                            new GuardedExchange.Post(
                                    URI.create(sink.url("/a")), Map.of("X-One", "1\r\nX-Two: 2"), "text/plain", ""),
                            LOOPBACK);
        } catch (IOException e) {
            // refusing is as good
        }
        assertThat(sink.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("X-Two"));
    }

    private static GuardedExchange here() {
        return new GuardedExchange(LIMIT, GuardedExchange.OF_THE_MACHINE);
    }

    private static GuardedExchange over(String address) {
        return new GuardedExchange(LIMIT, name -> new InetAddress[] {InetAddress.getByName(address)});
    }

    private static GuardedExchange.Post post(String url) {
        return new GuardedExchange.Post(URI.create(url), Map.of(), "application/json", "{}");
    }
}
