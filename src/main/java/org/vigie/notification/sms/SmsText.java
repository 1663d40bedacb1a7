package org.vigie.notification.sms;

import java.util.List;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.http.Excerpt;
import org.vigie.notification.http.PlainText;
import org.vigie.notification.http.Reference;

/**
 * The text of a text message, cut to what its parts hold: 160 characters of the small alphabet (GSM 03.38), 153 each if there are
 * several parts; 70 and 67 of any other, which one single letter outside the small alphabet brings about.
 */
final class SmsText {

    private static final String SMALL = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes the place of two. */
    private static final String ESCAPED = "^{}\\[~]|€\f";

    private static final int ONE_SMALL = 160;
    private static final int EACH_SMALL = 153;
    private static final int ONE_WIDE = 70;
    private static final int EACH_WIDE = 67;

    private final String publicUrl;
    private final int segments;

    SmsText(String publicUrl, int segments) {
        this.publicUrl = publicUrl;
        this.segments = segments;
    }

    /** Title and text; what does not fit is cut, and a link of the text stays at the end. */
    String of(OutgoingMessage message) {
        String text = typed(PlainText.lines(message.plain()));
        List<String> links = PlainText.ownLinks(text, publicUrl);
        String note = "\n" + typed(Reference.note(message));
        String whole = typed(PlainText.line(message.title())) + "\n" + text.replaceAll("\n{2,}", "\n");
        if (segments(whole + note) <= segments) {
            return whole + note;
        }
        String end = "...\n" + (links.isEmpty() ? publicUrl : links.getFirst()) + note;
        if (segments(end) > segments) {
            end = "..." + note;
        }
        return Excerpt.of(whole + note, SmsText::segments, segments, end);
    }

    /** What typesetting adds and would halve the room is typed as on a telephone; letters stay as they are. */
    private static String typed(String text) {
        return text.replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u201c', '"')
                .replace('\u201d', '"')
                .replace("\u00ab\u00a0", "\"")
                .replace("\u00a0\u00bb", "\"")
                .replace('\u00ab', '"')
                .replace('\u00bb', '"')
                .replace("\u2026", "...")
                .replace('\u2013', '-')
                .replace('\u2014', '-')
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('\t', ' ');
    }

    static boolean isSmall(String text) {
        return text.chars().allMatch(c -> SMALL.indexOf(c) >= 0 || ESCAPED.indexOf(c) >= 0);
    }

    /** How many parts a text takes. */
    static int segments(String text) {
        if (isSmall(text)) {
            int units = text.length()
                    + (int) text.chars().filter(c -> ESCAPED.indexOf(c) >= 0).count();
            return units <= ONE_SMALL ? 1 : parts(text, EACH_SMALL, true);
        }
        return text.length() <= ONE_WIDE ? 1 : parts(text, EACH_WIDE, false);
    }

    /** Neither an escaped character nor a pair is split over two parts. */
    private static int parts(String text, int each, boolean small) {
        int parts = 1;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int size = small ? (ESCAPED.indexOf(character) >= 0 ? 2 : 1) : Character.charCount(character);
            if (used + size > each) {
                parts++;
                used = 0;
            }
            used += size;
            i += Character.charCount(character);
        }
        return parts;
    }
}
