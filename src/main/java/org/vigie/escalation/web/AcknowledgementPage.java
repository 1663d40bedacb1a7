package org.vigie.escalation.web;

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
import org.vigie.escalation.AcknowledgementLinks.Opened;
import org.vigie.sla.TargetKind;

/** The small page behind a link, in the language of the plan. What comes from a ticket is shown as text only. */
@Component
class AcknowledgementPage {

    /** What the page tells. */
    enum Kind {
        ASK,
        ACKNOWLEDGED,
        ENDED,
        EXPIRED,
        UNKNOWN
    }

    private final Map<String, Template> templates = new HashMap<>();

    AcknowledgementPage() {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            templates.put(language.getLanguage(), load(language));
        }
    }

    String of(Kind kind, Opened link) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", link.ticket().id());
        values.put("title", link.ticket().title());
        values.put("contact", link.contact().name());
        String by = link.escalation().acknowledgedBy();
        values.put("by", by == null ? "" : by);
        values.put("response", link.escalation().target() == TargetKind.RESPONSE);
        return print(kind, link.language(), values);
    }

    /** A page that tells nothing about any ticket. */
    String unknown() {
        return print(Kind.UNKNOWN, Locale.ENGLISH, new HashMap<>());
    }

    private String print(Kind kind, Locale language, Map<String, Object> values) {
        for (Kind each : Kind.values()) {
            values.put("is_" + each.name().toLowerCase(Locale.ROOT), each == kind);
        }
        Template fallback = templates.get(Locale.ENGLISH.getLanguage());
        return templates.getOrDefault(language.getLanguage(), fallback).execute(values);
    }

    private static Template load(Locale language) {
        String file = "/pages/escalation." + language.getLanguage() + ".html";
        try (InputStream in = AcknowledgementPage.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no page " + file);
            }
            return Mustache.compiler().defaultValue("").compile(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
