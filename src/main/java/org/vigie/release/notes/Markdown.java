package org.vigie.release.notes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Foreign text in Markdown: it shows as it was written and does nothing else. */
final class Markdown {

    private static final String SPECIAL = "\\`*_[]<>&|~#!$(){}";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");
    private static final Pattern LIST = Pattern.compile("(\\d{1,9})([.)])(.*)", Pattern.DOTALL);

    /** Between {@code @} and a name it keeps forges from telling the person of that name. */
    private static final String WORD_JOINER = "\u2060";

    private Markdown() {}

    /** One line of text; line breaks and characters that cannot be seen become spaces. */
    static String text(String foreign) {
        String line = INVISIBLE.matcher(foreign).replaceAll(" ").strip().replaceAll(" {2,}", " ");
        StringBuilder escaped = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
            if (c == '@') {
                escaped.append(WORD_JOINER);
            }
        });
        return startOfLine(escaped.toString());
    }

    /** A part of an address: nothing in it divides the address. */
    static String urlPart(String foreign) {
        return URLEncoder.encode(foreign, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String startOfLine(String text) {
        if (!text.isEmpty() && "+-=:".indexOf(text.charAt(0)) >= 0) {
            return "\\" + text;
        }
        var list = LIST.matcher(text);
        return list.matches() ? list.group(1) + "\\" + list.group(2) + list.group(3) : text;
    }
}
