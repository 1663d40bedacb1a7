package org.vigie.monitoring.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Asks one address of one host, over a connection of its own that is cut at the deadline, whatever the other side does until then:
 * also while it sends headers or a body without end. Follows nothing. Thread-safe.
 */
final class HopClient {

    private static final int LONGEST_BODY = 1 << 20;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Duration LEAST_FOR_ADDRESS = Duration.ofMillis(500);

    private final Certificates certificates;
    private final ScheduledExecutorService timer;

    HopClient(Certificates certificates) {
        this.certificates = certificates;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("check-deadline-");
        factory.setDaemon(true);
        this.timer = Executors.newSingleThreadScheduledExecutor(factory);
    }

    /** Tries the addresses in turn until one takes a connection. */
    Answer ask(URI uri, List<InetAddress> addresses, Phases phases, Deadline deadline) throws HttpFailure {
        HttpFailure failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            Duration share = deadline.left().dividedBy(addresses.size() - i);
            try {
                return ask(uri, addresses.get(i), share, phases, deadline);
            } catch (HttpFailure e) {
                failure = e;
                boolean anotherMayTakeIt =
                        List.of("refused", "no-route", "connect-timeout").contains(e.kind());
                if (!anotherMayTakeIt || deadline.isOver()) {
                    throw e;
                }
            }
        }
        throw failure == null ? new HttpFailure("dns-no-address", "no address to ask") : failure;
    }

    private Answer ask(URI uri, InetAddress address, Duration toConnect, Phases phases, Deadline deadline)
            throws HttpFailure {
        Duration connect = toConnect.compareTo(LEAST_FOR_ADDRESS) < 0 ? LEAST_FOR_ADDRESS : toConnect;
        phases.begin("connect");
        HttpGet request = new HttpGet(uri);
        AtomicBoolean cut = new AtomicBoolean();
        AtomicReference<Certificates.Shown> shown = new AtomicReference<>();
        Future<?> end = timer.schedule(
                () -> {
                    cut.set(true);
                    request.cancel();
                },
                deadline.left().toNanos(),
                TimeUnit.NANOSECONDS);
        try (CloseableHttpClient client = client(uri, address, connect, phases, deadline, shown)) {
            // executeOpen leaves the body to us; the other forms may read it to its end, which may never come
            try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
                phases.begin("body");
                String body = read(response.getEntity());
                Header location = response.getFirstHeader("Location");
                phases.end();
                request.cancel(); // what follows of a body is not waited for
                return new Answer(
                        response.getCode(),
                        location == null ? null : location.getValue(),
                        body,
                        address.getHostAddress(),
                        shown.get());
            } catch (IOException | RuntimeException e) {
                phases.end();
                throw failure(uri, address, phases.current(), deadline, cut.get() || deadline.isOver(), e);
            }
        } catch (IOException e) {
            throw new HttpFailure("check-failed", "the connection cannot be closed: " + e.getMessage());
        } finally {
            end.cancel(false);
        }
    }

    private CloseableHttpClient client(
            URI uri,
            InetAddress address,
            Duration connect,
            Phases phases,
            Deadline deadline,
            AtomicReference<Certificates.Shown> shown) {
        Timeout left = Timeout.of(deadline.left());
        HttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(only(address))
                .setTlsSocketStrategy(tls(uri, phases, deadline, shown))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(left)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(left).build())
                .addRequestInterceptorLast((request, entity, context) -> phases.begin("answer"))
                .setUserAgent("Vigie")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    /** The address that was looked up: the name is not looked up again, which could give another one. */
    private static DnsResolver only(InetAddress address) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return new InetAddress[] {address};
            }

            @Override
            public String resolveCanonicalHostname(String host) throws UnknownHostException {
                return host;
            }
        };
    }

    private TlsSocketStrategy tls(
            URI uri, Phases phases, Deadline deadline, AtomicReference<Certificates.Shown> shown) {
        return (socket, target, port, attachment, context) -> {
            phases.begin("tls");
            SSLSocket secure = (SSLSocket)
                    certificates.context().getSocketFactory().createSocket(socket, uri.getHost(), port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout(Math.toIntExact(deadline.left().toMillis()));
            secure.startHandshake();
            shown.set(certificates.of(uri.getHost(), secure.getSession().getPeerCertificates()));
            return secure;
        };
    }

    private static String read(HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream content = entity.getContent();
        byte[] buffer = new byte[8192];
        int count = content.read(buffer);
        while (count >= 0 && body.size() < LONGEST_BODY) {
            body.write(buffer, 0, count);
            count = content.read(buffer);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static HttpFailure failure(
            URI uri, InetAddress address, String phase, Deadline deadline, boolean late, Exception e) {
        String where = uri.getHost() + " (" + address.getHostAddress() + ")";
        if (late) {
            return new HttpFailure("timeout", where + " was not done within " + deadline + ", in the phase " + phase);
        }
        if (phase.equals("connect")) {
            return connectFailure(where, e);
        }
        if (e instanceof SSLException) {
            return tlsFailure(where, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new HttpFailure("timeout", where + " fell silent in the phase " + phase);
        }
        return new HttpFailure("broken-answer", where + " broke off in the phase " + phase + ": " + e.getMessage());
    }

    private static HttpFailure connectFailure(String where, Exception e) {
        if (e instanceof SocketTimeoutException) { // also HttpClient's ConnectTimeoutException
            return new HttpFailure("connect-timeout", where + " does not take a connection");
        }
        if (e instanceof NoRouteToHostException) {
            return new HttpFailure("no-route", "there is no route to " + where);
        }
        if (e instanceof ConnectException) {
            String message = String.valueOf(e.getMessage());
            return message.contains("unreachable")
                    ? new HttpFailure("no-route", "there is no route to " + where)
                    : new HttpFailure("refused", where + " refuses connections");
        }
        return new HttpFailure("connect-failed", where + " cannot be reached: " + e.getMessage());
    }

    private static HttpFailure tlsFailure(String where, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return new HttpFailure("certificate-expired", "a certificate of " + where + " has ended");
            }
            if (cause instanceof ChainTrust.IncompleteException) {
                return new HttpFailure(
                        "certificate-incomplete",
                        where + " does not show the certificate of " + cause.getMessage()
                                + ", which signed its own: the chain is incomplete, or nobody trusts that");
            }
            if (cause instanceof CertPathBuilderException) {
                return new HttpFailure(
                        "certificate-untrusted",
                        "the certificate of " + where
                                + " leads to nobody trusted: it is signed by itself, or by a stranger");
            }
            if (cause instanceof CertPathValidatorException && cause.getCause() == null) {
                return new HttpFailure(
                        "certificate-untrusted",
                        "the certificate of " + where + " is not trusted: " + cause.getMessage());
            }
            if (cause instanceof CertificateException
                    && String.valueOf(cause.getMessage()).startsWith("No ")) {
                return new HttpFailure("certificate-name", "the certificate of " + where + " is of another host");
            }
        }
        return new HttpFailure("tls-failed", where + " does not agree on TLS: " + e.getMessage());
    }
}
