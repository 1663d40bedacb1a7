package org.vigie.github.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.springframework.stereotype.Component;
import org.vigie.shared.HttpExchange;

/**
 * Sends requests once. The client library would repeat some by itself, sleeping meanwhile, and might so do a thing
 * twice; here every failure goes up at once, and the queue decides when to ask again.
 */
@Component
class GitHubTransport implements GitHubConnector {

    private final HttpExchange http;
    private final Duration timeout;
    private final Clock clock;

    GitHubTransport(GitHubProperties properties, Clock clock) {
        this.timeout = properties.requestTimeout();
        this.clock = clock;
        this.http = new HttpExchange(timeout, null);
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        HttpResponse<byte[]> response = exchange(toHttp(request));
        Instant now = clock.instant();
        Instant notBefore = RateLimits.notBefore(response.statusCode(), response.headers(), now);
        if (notBefore != null || response.statusCode() >= 500) {
            throw new GitHubTrouble(
                    response.statusCode(),
                    notBefore,
                    "GitHub answered " + response.statusCode()
                            + (notBefore == null ? "" : " and wants to be left alone until " + notBefore),
                    null);
        }
        return new Response(request, response);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw new GitHubTrouble(0, null, "GitHub did not answer within " + timeout, e);
        } catch (InterruptedIOException e) {
            throw new GitHubTrouble(0, null, "waiting for GitHub was interrupted", e);
        } catch (IOException e) {
            throw new GitHubTrouble(0, null, "GitHub cannot be reached: " + e.getMessage(), e.getCause());
        }
    }

    private static HttpRequest toHttp(GitHubConnectorRequest request) throws IOException {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(URI.create(request.url().toString()));
        request.allHeaders().forEach((name, values) -> values.forEach(value -> http.header(name, value)));
        if (request.contentType() != null && request.header("Content-Type") == null) {
            http.header("Content-Type", request.contentType());
        }
        InputStream body = request.body();
        return http.method(
                        request.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.readAllBytes()))
                .build();
    }

    private static final class Response extends GitHubConnectorResponse.ByteArrayResponse {

        private final byte[] body;

        Response(GitHubConnectorRequest request, HttpResponse<byte[]> response) {
            super(request, response.statusCode(), response.headers().map());
            this.body = response.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
