package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.vigie.platform.service.OpenSearchAccount;

/** Asks the platform's OpenSearch, with a limit on each request. Thread-safe. */
final class OpenSearchApi {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchAccount account;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** @param timeout how long an answer may take */
    OpenSearchApi(OpenSearchAccount account, Duration timeout) {
        this.account = account;
        this.timeout = timeout;
    }

    JsonNode get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody());
    }

    void delete(String path) throws IOException {
        send("DELETE", path, BodyPublishers.noBody());
    }

    void put(String path, JsonNode body) throws IOException {
        send("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode post(String path, String body) throws IOException {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private JsonNode send(String method, String path, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(account.address().resolve(path))
                .header("Authorization", account.authorization())
                .header("Content-Type", "application/json")
                .timeout(timeout)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("OpenSearch answered " + answer.statusCode() + " to " + method + " " + path);
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while OpenSearch was asked");
        }
    }
}
