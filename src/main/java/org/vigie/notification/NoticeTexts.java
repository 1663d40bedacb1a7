package org.vigie.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.vigie.shared.HintedException;

/** The texts of mails: logic-less templates that print values and never interpret them. */
@Component
class NoticeTexts {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeTexts.class);
    private static final String STYLE =
            "font-family:system-ui,'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5;color:#1c2733;overflow-wrap:anywhere";
    private static final String FRAME = """
            <!doctype html><html lang="%s"><body style="margin:0;background:#f2f4f7">\
            <div style="%s;max-width:600px;margin:24px auto;padding:28px 32px;background:#fff;\
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

    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final Mustache.Compiler plain =
            Mustache.compiler().escapeHTML(false).defaultValue("").emptyStringIsFalse(true);

    Text render(String template, Locale language, Map<String, ?> values) {
        String file = "/mail/" + template + "." + language.getLanguage() + ".txt";
        Source source = sources.computeIfAbsent(file, this::load);
        try {
            String subject = source.subject().execute(values).replaceAll("\\p{Cntrl}+", " ");
            String body = source.body().execute(values);
            return new Text(subject, body, html(body, language, String.valueOf(values.get("link"))));
        } catch (RuntimeException e) {
            LOG.error("the notice {} cannot be written as its template has it; a neutral text goes out", template, e);
            return neutral(template, language);
        }
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
        return new Text(subject, body, html(body, language, ""));
    }

    /** @param link where the text leads: it is a button in a paragraph of two lines, the first of which says what it does */
    private static String html(String body, Locale language, String link) {
        String paragraphs = Arrays.stream(body.strip().split("\n{2,}"))
                .map(paragraph -> {
                    Matcher action = ACTION.matcher(paragraph);
                    return action.matches() && action.group(2).equals(link)
                            ? BUTTON.formatted(escaped(link), escaped(action.group(1)))
                            : escaped(paragraph)
                                    .replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\">$1</a>")
                                    .replace("\n", "<br>");
                })
                .collect(Collectors.joining("</p><p>", "<p>", "</p>"));
        return FRAME.formatted(language.getLanguage(), STYLE, paragraphs);
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
