package org.vigie.engine.webapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A server that behaves as Tasklist and Operate 8.6.0 do: session cookie, and a token against forged requests. */
public final class FakeWebapps implements AutoCloseable {

    private static final String SESSION = "OPERATE-SESSION=one";

    private final HttpServer server;
    private final Map<String, Queue<String>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    public FakeWebapps() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** What is answered there, one after the other; the last one for good. */
    public FakeWebapps answering(String path, String... bodies) {
        answers.put(path, new ArrayDeque<>(List.of(bodies)));
        return this;
    }

    public WebappSession session() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new WebappSession(new TasklistProperties(url, "demo", "demo"), new ObjectMapper());
    }

    /** Path and body of all requests but the logins. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/api/login")) {
            exchange.getResponseHeaders().add("Set-Cookie", SESSION + "; Path=/; HttpOnly");
            exchange.sendResponseHeaders(204, -1);
        } else if (!String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                .contains(SESSION)) {
            exchange.sendResponseHeaders(401, -1);
        } else {
            requests.add(path + " " + body);
            respond(exchange, answers.get(path));
        }
        exchange.close();
    }

    private static void respond(HttpExchange exchange, Queue<String> known) throws IOException {
        if (known == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] answer = (known.size() > 1 ? known.remove() : known.element()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }
}
