package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests whose query or form cannot be read with a problem and one line: the server throws when a parameter is asked for, be
 * it by whom it may, and would log each with a stack trace.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class ReadableRequestFilter extends OncePerRequestFilter {

    private static final String FACT = "the query or the form cannot be read";
    private static final String HINT =
            "Write it as name=value in UTF-8, with %25 for a percent sign, and with no more than a thousand values.";

    private final ObjectMapper json;

    ReadableRequestFilter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemResponse.write(response, json, HttpStatus.BAD_REQUEST, FACT, HINT);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && !isUtf8(query)) {
            return false;
        }
        if (request.getRequestURI().startsWith("/webhooks/") && !"GET".equals(request.getMethod())) {
            return true; // their bodies are verified as they came, whatever kind they say they are; nobody asks for
            // parameters
        }
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Whether every percent sign begins an octet, and the octets are characters. */
    static boolean isUtf8(String escaped) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '%') {
                octets.writeBytes(String.valueOf(c).getBytes(c < 0x100 ? ISO_8859_1 : UTF_8));
                continue;
            }
            int high = i + 2 < escaped.length() ? Character.digit(escaped.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(escaped.charAt(i + 2), 16);
            if (low < 0) {
                return false;
            }
            octets.write(high << 4 | low);
            i += 2;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
