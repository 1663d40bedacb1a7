package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.shared.Words;

/**
 * The small pages behind links in mails: {@code pages/NAME.<language>.html}. Which of them is shown stands in the template as
 * {@code is_KIND}; values are shown as text only, and an empty text counts as none. Thread-safe.
 */
public final class LinkPages {

    private final Map<String, Template> templates;

    /** @throws IllegalStateException if there is no page of this name in one of the languages */
    public LinkPages(String name) {
        this.templates = Words.LANGUAGES.stream()
                .collect(Collectors.toMap(Locale::getLanguage, language -> load(name, language)));
    }

    /** The page in this language, or in English where there is none in it. */
    public String print(Enum<?> kind, Locale language, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("is_" + kind.name().toLowerCase(Locale.ROOT), true);
        Template fallback = templates.get(Locale.ENGLISH.getLanguage());
        return templates.getOrDefault(language.getLanguage(), fallback).execute(all);
    }

    private static Template load(String name, Locale language) {
        String file = "/pages/" + name + "." + language.getLanguage() + ".html";
        try (InputStream in = LinkPages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no page " + file);
            }
            return Mustache.compiler()
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
