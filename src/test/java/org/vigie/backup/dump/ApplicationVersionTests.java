package org.vigie.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationVersionTests {

    private final ApplicationVersion version = new ApplicationVersion();
    private HttpServer server;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }

    @Test
    void isWhatTheApplicationSays() {
        answer = "{\"status\": \"ok\", \"version\": \"v1.4.2-rc.1\"}";
        assertThat(version.ask(address())).isEqualTo(new ApplicationVersion.Answer("v1.4.2-rc.1", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "{}", "{\"version\": 3}", "{\"version\": \"<script>\"}", "{\"version\": \"\"}"})
    void isNothingWhenItIsNoVersionAndSaysWhy(String said) {
        answer = said;
        assertThat(version.ask(address()).version()).isNull();
        assertThat(version.ask(address()).why()).startsWith(address().toString());
    }

    @Test
    void isNothingWhenNobodyAnswersOrNobodyIsAsked() {
        URI gone = address();
        server.stop(0);
        assertThat(version.ask(gone)).isEqualTo(ApplicationVersion.Answer.none(gone + " did not answer"));
        assertThat(version.ask(null).why()).contains("versionAt");
    }
}
