package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.vigie.support.RandomTexts;

/** What the web server gets that nobody can read, byte for byte: a problem as the answer, and no stack trace in the log. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class UnreadableRequestTests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();
    private static WebServer server;

    @BeforeAll
    static void start() throws IOException {
        levelsOfTheApplication();
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        ErrorAnswers.report(factory);
        FilterRegistrationBean<ReadableRequestFilter> readable =
                new FilterRegistrationBean<>(new ReadableRequestFilter(JSON));
        ServletContextInitializer servlet =
                context -> context.addServlet("all", new Parameters()).addMapping("/*");
        server = factory.getWebServer(readable, servlet);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x?a=%zz",
                "GET /x?a=%",
                "GET /x?a=%4",
                "GET /x?%=1",
                "GET /x?a=%ff%fe",
                "GET /x?a=%c3%28",
                "GET /x?a=%ed%a0%80",
                "GET /x?a=\u00e9",
                "GET /x?a={b}",
                "GET /x?a=b c",
                "GET /%zz",
                "GET /%c0%ae%c0%ae/",
                "GET /a%00b",
                "GET /..%2f..%2fetc",
                "GET /a\\b",
                "GET x",
                "GET http://[bad/x",
                "G<T /x",
                "G\u00e9T /x",
                " GET /x",
                "BREW /x?a=%zz",
                "TRACE /x",
                "CONNECT x:1"
            })
    void whatCannotBeReadIsAProblem(String line, CapturedOutput log) throws IOException {
        assertIsProblem(send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X y: 1",
                "X\u00e9: 1",
                "Host: y",
                "Content-Length: -1",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: nonsense",
                "no colon",
                "X: a\u0000b",
                "Expect: nonsense"
            })
    void headersThatCannotBeReadAreAProblem(String header, CapturedOutput log) throws IOException {
        assertIsProblem(send("GET /x HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n"), log);
    }

    @Test
    void hostsThatAreNoneAreAProblem(CapturedOutput log) throws IOException {
        for (String host : new String[] {"Host: a b", "Host: [::zz]", "Host: a/b", "X: no host"}) {
            assertIsProblem(send("GET /x HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n"), log);
        }
    }

    @Test
    void whatIsTooLongIsAProblem(CapturedOutput log) throws IOException {
        assertIsProblem(send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), log);
        assertIsProblem(send("GET /x HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"), log);
        assertIsProblem(
                send("GET /x?" + "a&".repeat(2_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=b&c=%f", "=%4"})
    void formsThatCannotBeReadAreAProblem(String form, CapturedOutput log) throws IOException {
        assertIsProblem(
                send("POST /links/x HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Connection: close\r\n"
                        + "Content-Type:"
                        + " application/x-www-form-urlencoded\r\n"
                        + "Content-Length:"
                        + " " + form.length() + "\r\n\r\n" + form),
                log);
    }

    /** Cookies are nothing to Vigie: it takes none, and says nothing about them. */
    @ParameterizedTest
    @ValueSource(strings = {"a=\"b", "=", ";;;=;", "a=b; $Version=9", "\u00e9=\u00e9", "a=%zz", "JSESSIONID="})
    void cookiesDoNotMatter(String cookie, CapturedOutput log) throws IOException {
        String answer = send("GET /x HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    @Test
    void whatCanBeReadIsRead() throws IOException {
        for (String query : new String[] {"", "?a=%25", "?a=%C3%A9", "?a=%F0%9F%98%80", "?a+b=c%2Bd", "?a=%00", "?a"}) {
            assertThat(send("GET /x" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(query)
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** Webhooks are verified by their bytes; nobody reads them as a form before. */
    @Test
    void formsOfWebhooksReachThem() throws IOException {
        assertThat(send("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%zz"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void noBytesGiveAFaultOrAStackTrace(CapturedOutput log) throws IOException {
        for (String text : RandomTexts.of(
                        21,
                        400,
                        "GET /x?a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                        "POST /links/x?a=%41 HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b")
                .toList()) {
            String answer = send(text);
            assertThat(answer).as(text).doesNotContain("<html");
            // a line without a version is answered as HTTP/0.9 wants it, without a status
            assertThat(answer.isEmpty() || answer.startsWith("{") || answer.matches("(?s)HTTP/1\\.1 (?:2|4|50[15]).*"))
                    .as("%s: %s", text, answer)
                    .isTrue();
        }
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    /** As they are without a test's own. */
    private static void levelsOfTheApplication() throws IOException {
        LoggingSystem logging = LoggingSystem.get(UnreadableRequestTests.class.getClassLoader());
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yml"))) {
            for (String logger : new String[] {"org.apache.coyote", "org.apache.tomcat.util.http"}) {
                logging.setLogLevel(
                        logger,
                        LogLevel.valueOf(String.valueOf(source.getProperty("logging.level." + logger))
                                .toUpperCase(Locale.ROOT)));
            }
        }
    }

    private static void assertIsProblem(String answer, CapturedOutput log) throws IOException {
        assertThat(answer).matches("(?s)HTTP/1\\.1 (?:4\\d\\d|501).*");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        JsonNode problem = JSON.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.path("status").asInt()).isGreaterThanOrEqualTo(400);
        assertThat(problem.path("hint").asText()).isNotBlank();
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(UTF_8));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (SocketException e) {
                return ""; // it was refused before all of it was sent
            }
        }
    }

    /** Reads all parameters, as any controller may. */
    private static final class Parameters extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (!request.getRequestURI().startsWith("/webhooks/")) {
                request.getParameterMap();
            }
            request.getCookies();
            response.setStatus(200);
        }
    }
}
