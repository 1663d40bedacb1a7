import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The public entry of the shop: {@code java Front.java --port 8070 --upstream FILE}. The file holds the ports of the instances, one
 * a line; the first serves. It is read again for each request, so that replacing it (by a rename) is the switch. Assets that
 * the first does not have come from the others: pages of the version before still find theirs. An empty file means that the
 * shop is closed for maintenance.
 */
public class Front {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public static void main(String[] arguments) throws IOException {
        Path upstream = Path.of(arguments[3]);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])), 500);
        server.setExecutor(Executors.newFixedThreadPool(32));
        server.createContext("/", exchange -> pass(exchange, upstream));
        server.start();
    }

    private static void pass(HttpExchange exchange, Path upstream) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(1_000_000);
        boolean asset = exchange.getRequestURI().getPath().startsWith("/assets/");
        List<String> ports = Files.readAllLines(upstream).stream().filter(line -> line.matches("[0-9]{1,5}")).toList();
        if (ports.isEmpty()) {
            byte[] page = "The shop is closed for a moment.\n".getBytes();
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.getResponseHeaders().set("Retry-After", "10");
                exchange.sendResponseHeaders(503, page.length);
                exchange.getResponseBody().write(page);
            }
            return;
        }
        HttpResponse<byte[]> answer = null;
        for (String port : asset ? ports : ports.stream().limit(1).toList()) {
            answer = ask(exchange, port, body);
            if (answer != null && answer.statusCode() != 404) {
                break;
            }
        }
        try (exchange) {
            if (answer == null) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            for (String name : List.of("Content-Type", "Cache-Control", "X-Version")) {
                answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static HttpResponse<byte[]> ask(HttpExchange exchange, String port, byte[] body) {
        try {
            URI address = URI.create("http://127.0.0.1:" + port + exchange.getRequestURI().toASCIIString());
            return CLIENT.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("front: " + e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
