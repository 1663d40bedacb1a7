package org.vigie.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.support.MutableClock;

class SignedLinkExpiryTests {

    @TempDir
    Path folder;

    @Test
    void linkIsGoodUntilTheInstantThatItWasMadeFor() {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-20T09:00:00Z"));
        SignedLinks links = new SignedLinks(
                new LinkProperties(folder, null, Duration.ofDays(7), URI.create("https://vigie.example")), clock);
        URI link =
                links.link("validations", List.of("CZ-7", "12"), clock.instant().plus(Duration.ofDays(30)));
        assertThat(link).asString().startsWith("https://vigie.example/links/validations/");
        String token = link.getPath().substring("/links/validations/".length());
        clock.advance(Duration.ofDays(29));
        assertThat(links.read("validations", token)).contains(new SignedLinks.Content(List.of("CZ-7", "12"), false));
        assertThat(links.read("escalations", token)).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(links.read("validations", token).orElseThrow().expired()).isTrue();
    }
}
