package org.vigie.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.support.MutableClock;

class SignedLinksTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T09:00:00Z"));

    @Test
    void readsWhatItSigned() {
        SignedLinks links = links(KEY);
        assertThat(links.read("a", links.token("a", List.of("MT-1/é", ""))))
                .contains(new SignedLinks.Content(List.of("MT-1/é", ""), false));
        assertThat(links.link("a", List.of("x")).toString()).startsWith("https://vigie.example/links/a/");
    }

    @Test
    void tellsWhenItsTimeIsOver() {
        SignedLinks links = links(KEY);
        String token = links.token("a", List.of("x"));
        clock.advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(links.read("a", token).orElseThrow().expired()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.read("a", token).orElseThrow().expired()).isTrue();
    }

    @Test
    void refusesAnotherPurposeAnotherKeyAndWhatWasChanged() {
        SignedLinks links = links(KEY);
        String token = links.token("a", List.of("x"));
        assertThat(links.read("b", token)).isEmpty();
        assertThat(links(KEY.replace('0', '1')).read("a", token)).isEmpty();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            // the last letter of a signature holds two bits that stand for nothing
            if (i < token.length() - 1) {
                assertThat(links.read("a", changed)).as(changed).isEmpty();
            }
        }
        assertThat(links.read("a", "")).isEmpty();
        assertThat(links.read("a", ".")).isEmpty();
        assertThat(links.read("a", "ä.ö")).isEmpty();
    }

    @Test
    void refusesToSignALineBreak() {
        assertThatThrownBy(() -> links(KEY).token("a", List.of("x\ny"))).hasMessageContaining("line break");
    }

    @Test
    void makesAKeyThatOnlyItsAccountCanRead() throws Exception {
        String token = links(null).token("a", List.of("x"));
        assertThat(links(null).read("a", token)).isPresent();
        Path file = folder.resolve("link.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip()).hasSizeGreaterThan(40);
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> links("secret")).hasMessageContaining("VIGIE_LINK_KEY");
    }

    private SignedLinks links(@Nullable String key) {
        return new SignedLinks(
                new LinkProperties(folder, key, Duration.ofDays(2), URI.create("https://vigie.example")), clock);
    }
}
