package org.vigie.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that people set, or reads them, which could be anything: only to places on the open net, or within ranges that are named.
 * A name is looked up once, what it gives is checked, and that address and no other is connected to. Redirects are not followed,
 * no proxy of the environment is used, answers are cut, and an exchange ends in time, whatever the other side does.
 *
 * <p>Thread-safe.
 */
public final class GuardedExchange {

    /** Looks names up; each call may give something else. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /** The machine's own way. */
    public static final Names OF_THE_MACHINE = InetAddress::getAllByName;

    /**
     * What to post.
     *
     * @param headers without Content-Type
     * @param contentType the media type; the text goes out as UTF-8
     */
    public record Post(URI address, Map<String, String> headers, String contentType, String body) {}

    /**
     * What came back.
     *
     * @param headers the first of each name, in lower case
     * @param body its start, if it was longer than what is read
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** A header, whatever the case of its name. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** Nothing was sent; the other side cannot have acted. */
    public static final class NotSentException extends IOException {

        private static final long serialVersionUID = 1L;

        public NotSentException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static final int MOST_OF_AN_ANSWER = 16 * 1024;

    private static final int DECLARATION = 200;
    private static final Pattern XML_ENCODING =
            Pattern.compile("\\s*<\\?xml[^>]{1,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /** Daemons: a name server that never answers cannot be interrupted, and must not keep Vigie from ending. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("guarded-exchange-", 0).factory());

    private final Duration limit;
    private final Names names;

    /**
     * @param limit the longest that an exchange takes, from looking up the name to the end of the answer
     * @param names looks names up
     */
    public GuardedExchange(Duration limit, Names names) {
        this.limit = limit;
        this.names = names;
    }

    /**
     * Posts it.
     *
     * @param inside ranges that are not on the open net and are allowed all the same; only there plain http is
     * @throws NotSentException if the other side cannot have got anything: the address is refused, unknown or out of reach
     * @throws IOException if the other side may have got it and gave no whole answer in time
     */
    public Answer post(Post post, List<AddressRange> inside) throws IOException {
        return post(post, MOST_OF_AN_ANSWER, inside);
    }

    /**
     * As {@link #post(Post, List)}, for answers of which more is read.
     *
     * @param most how many bytes of the answer are read
     */
    public Answer post(Post post, int most, List<AddressRange> inside) throws IOException {
        checkForm(post.address(), inside);
        HttpPost request = new HttpPost(post.address());
        post.headers().forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(
                post.body().getBytes(StandardCharsets.UTF_8), ContentType.parse(post.contentType())));
        return send(request, inside, most);
    }

    /**
     * Reads an address.
     *
     * @param most how many bytes of the answer are read
     * @param inside as in {@link #post}
     * @throws NotSentException as in {@link #post}
     * @throws IOException if there is no whole answer in time
     */
    public Answer get(URI address, Map<String, String> headers, int most, List<AddressRange> inside)
            throws IOException {
        checkForm(address, inside);
        HttpGet request = new HttpGet(address);
        headers.forEach(request::setHeader);
        return send(request, inside, most);
    }

    private Answer send(HttpUriRequestBase request, List<AddressRange> inside, int most) throws IOException {
        AtomicBoolean sending = new AtomicBoolean();
        Future<Answer> exchange = THREADS.submit(() -> exchange(request, inside, sending, most));
        String host = request.getAuthority().getHostName();
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure(sending, host + " did not answer within " + limit, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof NotSentException refused
                    ? refused
                    : failure(sending, host + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + host);
        } finally {
            request.abort();
            exchange.cancel(true);
        }
    }

    private static IOException failure(AtomicBoolean sending, String what, Throwable cause) {
        return sending.get() ? new IOException(what, cause) : new NotSentException(what, cause);
    }

    private static void checkForm(URI address, List<AddressRange> inside) throws NotSentException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean plain = "http".equalsIgnoreCase(address.getScheme()) && !inside.isEmpty();
        if (!secure && !plain) {
            throw new NotSentException("the address is not one with https", null);
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new NotSentException("the address has no plain host", null);
        }
    }

    private Answer exchange(HttpUriRequestBase request, List<AddressRange> inside, AtomicBoolean sending, int most)
            throws IOException {
        boolean plain = "http".equalsIgnoreCase(request.getScheme());
        try (CloseableHttpClient client = client(new Pinned(names, inside, plain), sending)) {
            // opened and closed by us: a client that ends it by itself first reads the rest of the body, which may have
            // no end
            try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
                return answer(response, most);
            }
        }
    }

    private CloseableHttpClient client(DnsResolver resolver, AtomicBoolean sending) {
        Timeout timeout = Timeout.of(limit);
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setUserAgent("Vigie")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                // behind the connection: what fails before this did not reach the other side
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sending", (request, scope, chain) -> {
                    sending.set(true);
                    return chain.proceed(request, scope);
                })
                .build();
    }

    private static Answer answer(ClassicHttpResponse response, int most) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new Answer(response.getCode(), headers, start(response, most));
    }

    private static String start(ClassicHttpResponse response, int most) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        InputStream body = response.getEntity().getContent();
        return body == null
                ? ""
                : text(body.readNBytes(most), response.getEntity().getContentType());
    }

    /** As its first character says it was written, else the header, else the document; UTF-8 if nothing does. */
    private static String text(byte[] bytes, @Nullable String contentType) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FE\u00FF") || start.startsWith("\u00FF\u00FE")) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        if (start.startsWith("\u00EF\u00BB\u00BF")) {
            return new String(bytes, StandardCharsets.UTF_8).substring(1);
        }
        ContentType type = ContentType.parseLenient(contentType);
        Charset said = type == null ? null : type.getCharset();
        return new String(bytes, said == null ? declared(start) : said);
    }

    private static Charset declared(String start) {
        Matcher declaration = XML_ENCODING.matcher(start);
        try {
            return declaration.lookingAt() ? Charset.forName(declaration.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Gives the client the addresses that were checked; it asks no one else. */
    private static final class Pinned implements DnsResolver {

        private final Names names;
        private final List<AddressRange> inside;
        private final boolean onlyInside;

        Pinned(Names names, List<AddressRange> inside, boolean onlyInside) {
            this.names = names;
            this.inside = inside;
            this.onlyInside = onlyInside;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = names.resolve(host);
            for (InetAddress address : found) {
                boolean named = inside.stream().anyMatch(range -> range.contains(address));
                if (!named && (onlyInside || !OutsideAddresses.contain(address))) {
                    throw new UnknownHostException(host + " is " + address.getHostAddress()
                            + (onlyInside
                                    ? ", to which plain http is not allowed"
                                    : ", which is not on the open net and not allowed by allowPrivate"));
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
