package org.vigie.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;

/**
 * Links in mails that let their reader do one thing without an account. A link says what for, until when and for whom, and
 * carries an HMAC-SHA256 over it. Thread-safe.
 */
@Component
public class SignedLinks {

    private static final String SEPARATOR = "\n";

    /**
     * What a link with a good signature says.
     *
     * @param values as they were signed
     * @param expired whether its time is over
     */
    public record Content(List<String> values, boolean expired) {}

    private final LinkKey key;
    private final LinkProperties properties;
    private final Clock clock;

    SignedLinks(LinkProperties properties, Clock clock) {
        this.key = LinkKey.of(properties);
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A link that is good for the time that the settings allow.
     *
     * @param purpose the path below {@code /links/}; a link made for one purpose is refused for any other
     * @param values what the link is about; no line breaks
     */
    public URI link(String purpose, List<String> values) {
        return link(purpose, values, clock.instant().plus(properties.linkValidity()));
    }

    /** As {@link #link(String, List)}, good until this instant. */
    public URI link(String purpose, List<String> values, Instant until) {
        return URI.create(properties.publicUrl() + "/links/" + purpose + "/" + token(purpose, values, until));
    }

    /** A proof that only this key makes, as 32 hexadecimal digits; it opens nothing. */
    public String proof(String purpose, String about) {
        return HexFormat.of().formatHex(signature("proof:" + purpose, about), 0, 16);
    }

    String token(String purpose, List<String> values) {
        return token(purpose, values, clock.instant().plus(properties.linkValidity()));
    }

    String token(String purpose, List<String> values, Instant until) {
        if (values.stream().anyMatch(value -> value.contains(SEPARATOR))) {
            throw new HintedException("a signed value has a line break", "Sign ids only.");
        }
        String content = until.getEpochSecond() + SEPARATOR + String.join(SEPARATOR, values);
        return encode(content.getBytes(UTF_8)) + "." + encode(signature(purpose, content));
    }

    /** What the token of a link says; empty unless it was signed here for this purpose. */
    public Optional<Content> read(String purpose, String token) {
        try {
            String[] parts = token.split("\\.", -1);
            if (parts.length != 2) {
                return Optional.empty();
            }
            String content = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
            byte[] given = Base64.getUrlDecoder().decode(parts[1]);
            if (!MessageDigest.isEqual(given, signature(purpose, content))) {
                return Optional.empty();
            }
            List<String> lines = List.of(content.split(SEPARATOR, -1));
            Instant until = Instant.ofEpochSecond(Long.parseLong(lines.getFirst()));
            return Optional.of(
                    new Content(lines.subList(1, lines.size()), !clock.instant().isBefore(until)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private byte[] signature(String purpose, String content) {
        return key.sign((purpose + SEPARATOR + content).getBytes(UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
