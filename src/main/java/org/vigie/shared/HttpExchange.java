package org.vigie.shared;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.CookieHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP that end in time, whatever the other side does: also one that begins to answer and never ends. Redirects are
 * not followed. Thread-safe.
 */
public final class HttpExchange {

    private final HttpClient http;
    private final Duration limit;

    /**
     * @param limit the longest that a request takes, its answer included
     * @param cookies kept between requests; null for none
     */
    public HttpExchange(Duration limit, @Nullable CookieHandler cookies) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit);
        this.http = (cookies == null ? builder : builder.cookieHandler(cookies)).build();
        this.limit = limit;
    }

    /**
     * @throws HttpTimeoutException if the answer is not complete in time
     * @throws InterruptedIOException if the wait was interrupted; the thread is told again
     * @throws IOException if the other side cannot be reached or breaks off
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> exchange = http.sendAsync(request, body);
        try {
            // a time-out of the request itself would end when the first byte arrives
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(request.uri().getHost() + " did not answer within " + limit);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while waiting for " + request.uri().getHost());
        } finally {
            exchange.cancel(true);
        }
    }
}
