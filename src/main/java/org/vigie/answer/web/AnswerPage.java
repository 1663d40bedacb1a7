package org.vigie.answer.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.answer.AnswerLinks.Opened;

/** The page behind a link of a question, in the language of the plan. What comes from people is shown as text only. */
@Component
class AnswerPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        THANKS,
        ANSWERED,
        EXPIRED,
        UNKNOWN
    }

    private final Map<String, Template> templates = new HashMap<>();

    AnswerPage() {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            templates.put(language.getLanguage(), load(language));
        }
    }

    /** @param missing whether to say that the answer is missing */
    String of(Kind kind, Opened link, boolean missing) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", link.ticket().id());
        values.put("title", link.ticket().title());
        values.put("application", link.application());
        values.put("question", link.question());
        values.put("missing", missing);
        return print(kind, link.language(), values);
    }

    /** A page that tells nothing about any ticket. */
    String unknown() {
        return print(Kind.UNKNOWN, Locale.ENGLISH, new HashMap<>());
    }

    private String print(Kind kind, Locale language, Map<String, Object> values) {
        values.put("is_" + kind.name().toLowerCase(Locale.ROOT), true);
        Template fallback = templates.get(Locale.ENGLISH.getLanguage());
        return templates.getOrDefault(language.getLanguage(), fallback).execute(values);
    }

    private static Template load(Locale language) {
        String file = "/pages/answer." + language.getLanguage() + ".html";
        try (InputStream in = AnswerPage.class.getResourceAsStream(file)) {
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
