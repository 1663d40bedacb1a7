package org.vigie.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Refuses what a page of somebody else makes a browser send, bodies that are not plain JSON, and characters that no table takes. A
 * browser adds an account's credentials to any request, whoever's page asks for it; it also says whose page that is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ForeignRequestFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ObjectMapper json;

    ForeignRequestFilter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && (query.contains("%00") || query.indexOf('\0') >= 0)) {
            refuse(response, HttpStatus.BAD_REQUEST, "the query holds the character U+0000", "Send it without.");
        } else if (isWrite(request) && isForeign(request)) {
            refuse(
                    response,
                    HttpStatus.FORBIDDEN,
                    "the request comes from a page of another site",
                    "Send it from a program, or from a page of this address.");
        } else if (isWrite(request) && isApi(request) && hasBody(request) && !isPlainJson(request)) {
            refuse(
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "only plain application/json in UTF-8 is taken",
                    "Send JSON with Content-Type: application/json and without Content-Encoding.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isWrite(HttpServletRequest request) {
        return !HARMLESS.contains(request.getMethod());
    }

    private static boolean isApi(HttpServletRequest request) {
        // as it is routed: %61pi is api
        return UrlPathHelper.defaultInstance.getPathWithinApplication(request).startsWith("/api/");
    }

    /** Links in mails and the form of the status page need no account: nothing is gained by sending them for somebody. */
    private static boolean isForeign(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.startsWith("/webhooks/") || path.startsWith("/links/") || path.startsWith("/status/")) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site.toLowerCase(Locale.ROOT));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !isHost(origin, request.getHeader(HttpHeaders.HOST));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || request.getContentType() != null;
    }

    private static boolean isPlainJson(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null || request.getContentType() == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(request.getContentType());
            String charset = type.getParameter("charset");
            return type.getType().equals("application")
                    && type.getSubtype().equals("json")
                    && (charset == null || charset.equalsIgnoreCase("utf-8"));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String fact, String hint) throws IOException {
        ProblemResponse.write(response, json, status, fact, hint);
    }
}
