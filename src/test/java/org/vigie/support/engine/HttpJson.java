package org.vigie.support.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** JSON over HTTP, as a client outside would do it. Thread-safe. */
public final class HttpJson {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String authorization;

    /** Without an account. */
    public HttpJson(URI base) {
        this(base, "none");
    }

    private HttpJson(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** With a Basic account. */
    public HttpJson as(String account, String password) {
        byte[] credentials = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HttpJson(base, "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        /** Fails with the body when the status is not 2xx. */
        public Answer requireSuccess() {
            if (status < 200 || status > 299) {
                throw new AssertionError("answered " + status + ": " + body);
            }
            return this;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** @param body JSON text, or anything that Jackson can write */
    public Answer post(String path, Object body) {
        return send(posting(path, body));
    }

    /** As {@link #post}, under a key by which it counts once however often it is sent. */
    public Answer postOnce(String path, String key, Object body) {
        return send(posting(path, body).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder posting(String path, Object body) {
        try {
            String json = body instanceof String text ? text : JSON.writeValueAsString(body);
            return request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
