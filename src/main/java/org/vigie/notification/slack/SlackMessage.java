package org.vigie.notification.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.http.Excerpt;
import org.vigie.notification.http.PlainText;
import org.vigie.notification.http.Reference;

/**
 * The body of a message to Slack. Texts are in blocks of plain text, where nothing is markup, and the three characters by which
 * Slack begins a mention or a link are escaped, once. Links are made of Vigie's own addresses only.
 */
final class SlackMessage {

    /** Of one block. */
    static final int BLOCK = 3000;
    /** Of all together. */
    static final int ALL = 40_000;

    private static final int TITLE = 300;
    private static final int PARTS = 12; // together less than ALL
    private static final int LINKS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String publicUrl;

    SlackMessage(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    String of(OutgoingMessage message, String cut) {
        String title = title(message);
        String text = PlainText.lines(message.plain());
        ObjectNode body = body(title);
        ArrayNode blocks = body.putArray("blocks");
        section(blocks, title);
        List<String> parts = Excerpt.parts(text, part -> escape(part).length(), BLOCK, PARTS, cut);
        parts.stream().filter(part -> !part.isBlank()).forEach(part -> section(blocks, part));
        ArrayNode context = blocks.addObject().put("type", "context").putArray("elements");
        PlainText.ownLinks(text, publicUrl).stream()
                .filter(link -> link.length() < BLOCK - 2)
                .limit(LINKS)
                .forEach(link -> context.addObject()
                        .put("type", "mrkdwn")
                        .put("text", "<" + escape(link) + ">")
                        .put("verbatim", true));
        plain(context.addObject(), Reference.note(message));
        return body.toString();
    }

    /** For when the other one was found invalid: the title, and where the message is. */
    String least(OutgoingMessage message) {
        return body(title(message) + " - " + Reference.note(message)).toString();
    }

    private static String title(OutgoingMessage message) {
        return Excerpt.of(
                PlainText.line(message.title()), title -> escape(title).length(), TITLE, "…");
    }

    /** Without mrkdwn and parse, the line that notifications show is plain too. */
    private static ObjectNode body(String line) {
        return JSON.createObjectNode()
                .put("text", escape(line))
                .put("mrkdwn", false)
                .put("parse", "none")
                .put("link_names", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false);
    }

    private static void section(ArrayNode blocks, String text) {
        plain(blocks.addObject().put("type", "section").putObject("text"), text);
    }

    private static void plain(ObjectNode text, String content) {
        text.put("type", "plain_text").put("text", escape(content)).put("emoji", false);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
