package org.vigie.statuspage.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.vigie.statuspage.PublicWords;

/** The pages of those who sign up or leave: {@code pages/subscription.<language>.html}. */
@Component
class SubscriptionPage {

    /** What the page tells. */
    enum Kind {
        ASKED,
        BUSY,
        CONFIRM,
        CONFIRMED,
        LEAVE,
        LEFT,
        EXPIRED,
        UNKNOWN
    }

    private final Map<String, Template> templates = new HashMap<>();

    SubscriptionPage() {
        PublicWords.LANGUAGES.forEach(language -> templates.put(language.getLanguage(), load(language)));
    }

    /** @param application its name */
    String of(Kind kind, Locale language, String application) {
        Template fallback = templates.get(Locale.ENGLISH.getLanguage());
        return templates
                .getOrDefault(language.getLanguage(), fallback)
                .execute(Map.of("application", application, "is_" + kind.name().toLowerCase(Locale.ROOT), true));
    }

    private static Template load(Locale language) {
        String file = "/pages/subscription." + language.getLanguage() + ".html";
        try (InputStream in = Objects.requireNonNull(SubscriptionPage.class.getResourceAsStream(file), file)) {
            return Mustache.compiler()
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
