package org.vigie.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.engine.webapp.TasklistProperties;
import org.vigie.engine.webapp.WebappSession;

/** Against a server that behaves as Tasklist 8.6.0 does: session cookie, and a token against forged requests. */
class TasklistUserTasksTests {

    private static final String TASKS = """
            [{"id":"2251799813685300","name":"Qualify the ticket","taskDefinitionId":"Task_QualifyTicket",
              "processName":"Ticket","processInstanceKey":"2251799813685290","assignee":"demo","taskState":"CREATED",
              "sortValues":["1"],"isFirst":true,"priority":70},
             {"id":"2251799813685301","taskDefinitionId":"Task_QualifyTicket","processInstanceKey":"2251799813685291",
              "assignee":null}]""";

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private String session = "first";
    private TasklistUserTasks tasks;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        tasks = new TasklistUserTasks(
                new WebappSession(new TasklistProperties(url, "demo", "demo"), new ObjectMapper()),
                new TaskUpdates(mock(CamundaClient.class)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void logsInAndFindsWhoHasClaimedATask() {
        assertThat(tasks.claimed("Task_QualifyTicket"))
                .containsExactly(
                        new OpenTask(2251799813685300L, "Task_QualifyTicket", 2251799813685290L, "demo"),
                        new OpenTask(2251799813685301L, "Task_QualifyTicket", 2251799813685291L, null));
        assertThat(requests.getLast())
                .contains("\"taskDefinitionId\":\"Task_QualifyTicket\"", "\"assigned\":true", "\"state\":\"CREATED\"");
    }

    @Test
    void keepsItsSessionAndMakesANewOneWhenItIsOver() {
        tasks.of(1);
        tasks.of(1);
        assertThat(logins()).isEqualTo(1);
        session = "second";
        assertThat(tasks.of(1)).hasSize(2);
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void keepsItsPasswordOutOfAddresses() {
        tasks.of(1);
        assertThat(requests)
                .filteredOn(request -> request.startsWith("/api/login"))
                .hasSize(1)
                .allMatch(request -> request.startsWith("/api/login username="));
    }

    @Test
    void findsNothingWhileTasklistIsDown() {
        server.stop(0);
        assertThatCode(() -> assertThat(tasks.claimed("Task_QualifyTicket")).isEmpty())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> tasks.of(1)).hasMessageContaining("Tasklist does not answer");
    }

    private long logins() {
        return requests.stream()
                .filter(request -> request.startsWith("/api/login"))
                .count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestURI() + " " + body);
        if (exchange.getRequestURI().getPath().equals("/api/login")) {
            exchange.getResponseHeaders().add("Set-Cookie", "OPERATE-SESSION=" + session + "; Path=/; HttpOnly");
            exchange.getResponseHeaders().add("X-CSRF-TOKEN", "token-" + session);
            exchange.sendResponseHeaders(204, -1);
        } else if (isLoggedIn(exchange)) {
            byte[] answer = TASKS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } else {
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    private boolean isLoggedIn(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")).contains("OPERATE-SESSION=" + session)
                && ("token-" + session).equals(exchange.getRequestHeaders().getFirst("X-CSRF-TOKEN"));
    }
}
