package org.vigie.validation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.ticket.Ticket;
import org.vigie.validation.ValidationLinks.Opened;

/** The page behind a validation link, in the language of the plan. What comes from people is shown as text only. */
@Component
class ValidationPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        THANKS,
        REWORK,
        ANSWERED,
        EXPIRED,
        UNKNOWN
    }

    private final Map<String, Template> templates = new HashMap<>();

    ValidationPage() {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            templates.put(language.getLanguage(), load(language));
        }
    }

    /**
     * The page about an opened link.
     *
     * @param comment what was typed before and is to be kept; null: nothing
     * @param commentMissing whether to say that the comment is missing
     */
    String of(Kind kind, Opened link, @Nullable String comment, boolean commentMissing) {
        Ticket ticket = link.ticket();
        Map<String, Object> values = new HashMap<>();
        values.put("id", ticket.id());
        values.put("title", ticket.title());
        values.put("application", link.application());
        values.put("releaseNote", ticket.releaseNote() == null ? "" : ticket.releaseNote());
        values.put("comment", comment == null ? "" : comment);
        values.put("commentMissing", commentMissing);
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
        String file = "/pages/validation." + language.getLanguage() + ".html";
        try (InputStream in = ValidationPage.class.getResourceAsStream(file)) {
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
