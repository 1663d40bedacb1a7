package org.vigie.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.vigie.support.RandomInputs;

/** Ends of addresses, as anybody may type them. */
public final class SignedLinkInputs implements RandomInputs {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    private static final List<String> VALUES = List.of("MT-1", "1");

    private final SignedLinks links = new SignedLinks(
            new LinkProperties(
                    Path.of("target"),
                    "0123456789abcdef0123456789abcdef",
                    Duration.ofDays(2),
                    URI.create("https://vigie.example")),
            CLOCK);
    private final String token = links.token("answers", VALUES);

    @Override
    public List<String> examples() {
        return List.of(token, token + "=", token.replace('.', '-'));
    }

    /** Whatever is read was signed. */
    @Override
    public void feed(String text) {
        assertThat(links.read("answers", text).map(SignedLinks.Content::values).orElse(VALUES))
                .isEqualTo(VALUES);
        assertThat(links.read("validations", text)).isEmpty();
    }
}
