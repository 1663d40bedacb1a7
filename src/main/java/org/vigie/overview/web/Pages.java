package org.vigie.overview.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.vigie.shared.Words;

/**
 * Pages as answers: compiled templates, each value escaped by where it stands, nothing from elsewhere, no script. Thread-safe.
 */
@Component
class Pages {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);

    private final Map<String, Words> words = Words.LANGUAGES.stream()
            .collect(Collectors.toMap(Locale::getLanguage, each -> new Words("overview", each)));
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());

    /** The words for a reader. */
    Words words(Locale reader) {
        Words known = words.get(reader.getLanguage());
        return known == null ? words.get(Words.LANGUAGES.getFirst().getLanguage()) : known;
    }

    /** A page made of a view by the template of this name. */
    ResponseEntity<byte[]> page(String template, Object view) {
        StringOutput html = new StringOutput();
        templates.render(template + ".jte", view, html);
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .body(html.toString().getBytes(UTF_8));
    }
}
