package org.vigie.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.vigie.shared.HintedException;
import org.vigie.shared.Words;
import org.vigie.shared.web.WebappUrls;

/** The texts of mails: logic-less templates that print values and never interpret them. */
@Component
class NoticeTexts {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeTexts.class);
    private static final String STYLE =
            "font-family:system-ui,'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5;color:#1c2733;overflow-wrap:anywhere";
    private static final String FRAME = """
            <!doctype html><html lang="%s"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1"></head>\
            <body style="margin:0;background:#f2f4f7">\
            <div style="%s;max-width:600px;margin:24px auto;padding:24px;background:#fff;\
            border-top:4px solid #1f5f8b;border-radius:4px">%s</div></body></html>
            """;

    private static final Pattern ACTION = Pattern.compile("([^\n]{1,80}?)[ \\u00a0]?:\n(https?://\\S+)");
    private static final String BUTTON =
            "<a href=\"%s\" style=\"display:inline-block;padding:12px 20px;background:#1f5f8b;"
                    + "color:#ffffff;border-radius:4px;text-decoration:none\">%s</a>";

    /** A rendered text; the subject is one line. */
    record Text(String subject, String plain, String html) {}

    /** A template as it stands in its file; the first line is the subject. */
    private record Source(Template subject, Template body) {}

    private static final Pattern MARK = Pattern.compile(" ([:;?!»])");
    private static final Pattern ZONE = Pattern.compile("(\\d\\d:\\d\\d) (?=[A-Z]{2,5}\\b)");
    private static final Pattern LEVEL = Pattern.compile("LEVEL[_ ](\\d)");
    private static final Words ENGLISH = new Words("notification", Locale.ENGLISH);
    private static final Words FRENCH = new Words("notification", Locale.FRENCH);

    private final Map<String, String> places;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final Mustache.Compiler plain =
            Mustache.compiler().escapeHTML(false).defaultValue("").emptyStringIsFalse(true);

    @Autowired
    NoticeTexts(
            @Value("${vigie.operate-url:http://localhost:8080/operate}") String operate,
            @Value("${vigie.tasklist-url:}") String tasklist,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this(WebappUrls.tasklist(operate, tasklist), publicUrl);
    }

    /** @param tasklist where it begins, which any text may lead to, as it may to the own address */
    NoticeTexts(String tasklist, String publicUrl) {
        this.places = Map.of("tasklist", tasklist, "vigie", publicUrl, "home", publicUrl + "/");
    }

    Text render(String template, Locale language, Map<String, ?> values) {
        String file = "/mail/" + template + "." + language.getLanguage() + ".txt";
        Source source = sources.computeIfAbsent(file, this::load);
        try {
            Map<String, Object> all = new HashMap<>(places);
            all.putAll(values);
            Words words = words(language);
            all.computeIfPresent("priority", (name, value) -> priority(String.valueOf(value), words));
            all.computeIfPresent("impact", (name, value) -> impact(String.valueOf(value), words));
            String subject = source.subject().execute(all).replaceAll("\\p{Cntrl}+", " ");
            String body = source.body().execute(all);
            return new Text(subject, body, html(body, language, actions(all)));
        } catch (RuntimeException e) {
            LOG.error("the notice {} cannot be written as its template has it; a neutral text goes out", template, e);
            return neutral(template, language);
        }
    }

    private static Words words(Locale language) {
        return language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FRENCH : ENGLISH;
    }

    /** {@code LEVEL_1} and {@code LEVEL 1} as people say it; others are said as they are. */
    private static String priority(String id, Words words) {
        Matcher level = LEVEL.matcher(id);
        return level.matches() ? words.get("level", level.group(1)) : id;
    }

    private static String impact(String id, Words words) {
        String key = "impact." + id;
        return words.keys().contains(key) ? words.get(key) : id;
    }

    /** Better than nothing, and than holding up others: that there is something to look at. */
    private static Text neutral(String template, Locale language) {
        boolean french = language.getLanguage().equals(Locale.FRENCH.getLanguage());
        String subject = french ? "Vigie a quelque chose à signaler" : "Vigie has something to tell";
        String body = french
                ? "Il s'est passé quelque chose qui vous concerne, et le message (" + template
                        + ") n'a pas pu être rédigé.\n\nConsultez Vigie, s'il vous plaît.\n"
                : "Something has happened that concerns you, and the message (" + template
                        + ") could not be written.\n\nPlease look at Vigie.\n";
        return new Text(subject, body, html(body, language, Set.of()));
    }

    /** Where a text may lead by a button. */
    private static Set<String> actions(Map<String, ?> values) {
        return Stream.of("link", "page", "tasklist", "home")
                .map(values::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** @param actions where the text leads: each is a button in a paragraph of two lines, the first of which says what it does */
    private static String html(String body, Locale language, Set<String> actions) {
        String paragraphs = Arrays.stream(body.strip().split("\n{2,}"))
                .map(paragraph -> {
                    Matcher action = ACTION.matcher(paragraph);
                    return action.matches() && actions.contains(action.group(2))
                            ? BUTTON.formatted(escaped(action.group(2)), escaped(action.group(1)))
                            : escaped(unbroken(paragraph, language))
                                    .replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\">$1</a>")
                                    .replace("\n", "<br>");
                })
                .collect(Collectors.joining("</p><p>", "<p>", "</p>"));
        return FRAME.formatted(language.getLanguage(), STYLE, paragraphs);
    }

    /** No line begins with the mark or the zone that belongs to the word before it. */
    private static String unbroken(String text, Locale language) {
        String zoned = ZONE.matcher(text).replaceAll("$1\u00a0");
        return language.getLanguage().equals(Locale.FRENCH.getLanguage())
                ? MARK.matcher(zoned).replaceAll("\u00a0$1").replace("« ", "«\u00a0")
                : zoned;
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, UTF_8.name());
    }

    private Source load(String file) {
        try (InputStream in = NoticeTexts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new HintedException(
                        "there is no mail template " + file, "Add it, or correct the message's name in the diagram.");
            }
            String text = new String(in.readAllBytes(), UTF_8);
            int end = text.indexOf('\n');
            return new Source(
                    plain.compile(text.substring(0, end)),
                    plain.compile(text.substring(end).strip() + "\n"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
