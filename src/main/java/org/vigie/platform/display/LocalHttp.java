package org.vigie.platform.display;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part of the platform over HTTP, never through a proxy. Thread-safe. */
final class LocalHttp {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** @param timeout how long an answer may take */
    LocalHttp(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The body of the answer.
     *
     * @throws IOException if it is not 200, or does not come in time
     */
    String ask(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request.timeout(timeout).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.uri() + " answered " + answer.statusCode() + " to "
                        + answer.request().method());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a part of the platform was asked");
        }
    }
}
