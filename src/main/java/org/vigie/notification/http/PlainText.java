package org.vigie.notification.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without what nobody sees and a reader may obey: control characters, marks that turn the direction, halves of pairs. */
public final class PlainText {

    private static final Pattern TURNS = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern HALVES = Pattern.compile("\\p{Cs}");
    private static final Pattern TAGS = Pattern.compile("[\\x{E0000}-\\x{E007F}\\uFEFF\\u2028\\u2029]");
    private static final Pattern END = Pattern.compile("[.,;:!?)\\]}'\"\u00bb]+$");

    private PlainText() {}

    /** Several lines. */
    public static String lines(String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        String clean = CONTROLS.matcher(unix).replaceAll("");
        clean = TURNS.matcher(clean).replaceAll("");
        clean = TAGS.matcher(clean).replaceAll("");
        return HALVES.matcher(clean).replaceAll("\uFFFD").strip();
    }

    /** One line. */
    public static String line(String text) {
        return lines(text).replaceAll("\\s+", " ");
    }

    /**
     * The links in a text that lead to Vigie itself, each once; those of others stay text that nobody can click by mistake. None
     * holds anything but what addresses are made of.
     *
     * @param publicUrl where Vigie is
     */
    public static List<String> ownLinks(String text, String publicUrl) {
        String base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        Matcher links = Pattern.compile(Pattern.quote(base) + "(?:/[A-Za-z0-9._~:/?#@!$&'+,;=%-]*)?(?![A-Za-z0-9.:@-])")
                .matcher(text);
        List<String> found = new ArrayList<>();
        while (links.find()) {
            String link = END.matcher(links.group()).replaceFirst("");
            if (!found.contains(link)) {
                found.add(link);
            }
        }
        return found;
    }
}
