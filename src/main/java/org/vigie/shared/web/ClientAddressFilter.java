package org.vigie.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vigie.shared.AddressRange;
import org.vigie.shared.HintedException;

/**
 * Behind proxies that are trusted, a request comes from where they say: from the last address in {@code X-Forwarded-For} that is not
 * one of theirs. What stands before it anybody can have written. Without trusted proxies the header says nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ClientAddressFilter extends OncePerRequestFilter {

    private static final String HEADER = "X-Forwarded-For";

    private final List<AddressRange> trusted;

    ClientAddressFilter(ProxyProperties properties) {
        this.trusted = properties.trustedProxies().stream()
                .filter(text -> !text.isBlank())
                .map(text -> AddressRange.parse(text.strip()))
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String client = clientOf(request);
        chain.doFilter(
                client.equals(request.getRemoteAddr())
                        ? request
                        : new HttpServletRequestWrapper(request) {
                            @Override
                            public String getRemoteAddr() {
                                return client;
                            }
                        },
                response);
    }

    private String clientOf(HttpServletRequest request) {
        String client = request.getRemoteAddr();
        if (trusted.isEmpty() || !isTrusted(client)) {
            return client;
        }
        List<String> path = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(HEADER))) {
            path.addAll(List.of(header.split(",")));
        }
        for (String written : path.reversed()) {
            String address = plain(written.strip());
            if (address == null) {
                return client;
            }
            client = address;
            if (!isTrusted(address)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(String address) {
        InetAddress found = read(address);
        return found != null && trusted.stream().anyMatch(range -> range.contains(found));
    }

    /** As the server writes it, without the port that some proxies add; null if it is no address. */
    private static @Nullable String plain(String written) {
        String address = written;
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            address = address.substring(1, address.indexOf(']'));
        } else if (address.indexOf(':') > 0 && address.indexOf(':') == address.lastIndexOf(':')) {
            address = address.substring(0, address.indexOf(':'));
        }
        InetAddress found = read(address);
        return found == null ? null : found.getHostAddress();
    }

    /** Never asks anybody for a name. */
    private static @Nullable InetAddress read(String address) {
        try {
            return address.length() > 45 || address.indexOf('/') >= 0
                    ? null
                    : AddressRange.parse(address).first();
        } catch (HintedException e) {
            return null;
        }
    }
}
