package org.vigie.notification.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.http.Excerpt;
import org.vigie.notification.http.PlainText;
import org.vigie.notification.http.Reference;

/**
 * The body of a message to Discord. Every mark is escaped, once, so that a text is read as it was written; nobody is mentioned,
 * whatever it says. Links are made of Vigie's own addresses only.
 */
final class DiscordMessage {

    /** Of one message. */
    static final int MOST = 2000;

    private static final int TITLE = 300;
    private static final int SUPPRESS_EMBEDS = 1 << 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A backslash before a letter or digit would be shown; before any other mark of ASCII it is not. */
    private static final Pattern MARKS = Pattern.compile("[!-/:-@\\[-`{-~]");

    private static final String NOBODY_AFTER_AT = "\\@\u200b";
    private static final int LINK = 600;

    private final String publicUrl;

    DiscordMessage(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    String of(OutgoingMessage message, String cut) {
        String title = "**" + title(message) + "**\n";
        String text = PlainText.lines(message.plain());
        List<String> links = PlainText.ownLinks(text, publicUrl).stream()
                .filter(link -> link.length() <= LINK)
                .limit(2)
                .toList();
        StringBuilder end = new StringBuilder();
        links.forEach(link -> end.append("\n<").append(link).append('>'));
        end.append("\n").append(escape(Reference.note(message)));
        int room = MOST - title.length() - end.length();
        ToIntFunction<String> length = part -> escape(part).length();
        return body(title + escape(Excerpt.of(text, length, room, cut)) + end);
    }

    /** For when the other one was found invalid. */
    String least(OutgoingMessage message) {
        return body(title(message) + "\n" + escape(Reference.note(message)));
    }

    private static String title(OutgoingMessage message) {
        return escape(
                Excerpt.of(PlainText.line(message.title()), part -> escape(part).length(), TITLE, "…"));
    }

    private static String body(String content) {
        ObjectNode body = JSON.createObjectNode().put("content", content).put("flags", SUPPRESS_EMBEDS);
        body.putObject("allowed_mentions").putArray("parse");
        return body.toString();
    }

    static String escape(String text) {
        return MARKS.matcher(text)
                .replaceAll(mark -> mark.group().equals("@")
                        ? Matcher.quoteReplacement(NOBODY_AFTER_AT)
                        : Matcher.quoteReplacement("\\" + mark.group()));
    }
}
