package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.vigie.shared.Words;

/**
 * The small pages behind links in mails: {@code pages/NAME.<language>.html}, whose first line is the title, in {@code pages/frame.html}
 * and with the look of {@code pages/style.css}. Which of them is shown stands in the template as {@code is_KIND}; values are shown as text only, and an empty text counts as none. Thread-safe.
 */
public final class LinkPages {

    private static final String FRAME = read("/pages/frame.html");
    private static final String STYLE = read("/pages/style.css");
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Map<String, Template> templates;

    /** @throws IllegalStateException if there is no page of this name in one of the languages */
    public LinkPages(String name) {
        this.templates = Words.LANGUAGES.stream()
                .collect(Collectors.toMap(Locale::getLanguage, language -> load(name, language)));
    }

    /** The page in this language, or in English where there is none in it. */
    public String print(Enum<?> kind, Locale language, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("style", STYLE);
        all.put("is_" + kind.name().toLowerCase(Locale.ROOT), true);
        Template fallback = templates.get(Locale.ENGLISH.getLanguage());
        return templates.getOrDefault(language.getLanguage(), fallback).execute(all);
    }

    /** A page as an answer: nobody keeps it, nothing comes from elsewhere, and its address is told to nobody. */
    public static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .body(html);
    }

    private static Template load(String name, Locale language) {
        String[] page =
                read("/pages/" + name + "." + language.getLanguage() + ".html").split("\n", 2);
        return Mustache.compiler()
                .defaultValue("")
                .emptyStringIsFalse(true)
                .compile(FRAME.replace("{{{language}}}", language.getLanguage())
                        .replace("{{{title}}}", page[0])
                        .replace("{{{page}}}", page[1].strip()));
    }

    private static String read(String file) {
        try (InputStream in = LinkPages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no page " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
