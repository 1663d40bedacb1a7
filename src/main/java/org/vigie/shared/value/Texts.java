package org.vigie.shared.value;

import java.text.BreakIterator;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What every table, mail, page and JSON document can hold. Texts are cut between characters as people see them. */
public final class Texts {

    private static final String MORE = "…";

    /** The dot within a name of a server. */
    private static final Pattern BARE_NAME = Pattern.compile("(?<=[\\p{L}\\p{N}])\\.(?=\\p{L}{2,})");

    private Texts() {}

    /** Without the character 0, which no table takes, and without halves of characters. */
    public static String storable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** One line that runs in one direction: what steers a screen becomes a blank, blanks at its ends go. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        storable(text).codePoints().map(c -> steers(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString().replaceAll("[\\p{Z}\\s]+", " ").strip();
    }

    /** At most so many chars, the last one telling that there was more. */
    public static String cut(String text, int longest) {
        return cut(text, longest, "");
    }

    /** As {@link #cut(String, int)}, with an end that is kept whole, such as the address of the whole text. */
    public static String cut(String text, int longest, String end) {
        if (text.length() + end.length() <= longest) {
            return text + end;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        int room = Math.max(longest - end.length() - MORE.length(), 0);
        // a character of hundreds of marks is looked at no further than the cut
        String head = text.substring(0, Math.min(text.length(), room + 64));
        characters.setText(head);
        int at =
                room >= head.length() ? head.length() : characters.isBoundary(room) ? room : characters.preceding(room);
        if (at == BreakIterator.DONE || at == 0) {
            at = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
        }
        return text.substring(0, at) + MORE + end;
    }

    /** For places that show Markdown: what would become a link, an image or an element of a page stays the text that it is. */
    public static String unlinked(String text) {
        return withoutLinks(text.replaceAll("([\\[\\]<>`\\\\])", "\\\\$1"));
    }

    /** As {@link #unlinked(String)}, each of them. */
    public static List<String> unlinked(Collection<String> texts) {
        return texts.stream().map(Texts::unlinked).toList();
    }

    /**
     * For mails to people who may not know who wrote it: addresses are read and not clicked, also those without a scheme, which programs
     * for mail make links of.
     */
    public static String unclickable(String text) {
        return BARE_NAME.matcher(withoutLinks(text)).replaceAll(".\u200b");
    }

    private static String withoutLinks(String text) {
        return text.replace("://", ":\u200b//").replace("www.", "www\u200b.");
    }

    /** Whether something of it can be seen. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            // blanks that count as letters and symbols
            default -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0 && c != 0x2800;
        });
    }

    /** Controls, ends of lines, and what turns the direction of the text after it. */
    static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default ->
                c >= 0x202A && c <= 0x202E
                        || c >= 0x2066 && c <= 0x2069
                        || c == 0x200E
                        || c == 0x200F
                        || c == 0x061C
                        || c == 0xFEFF
                        || c >= 0xE0000 && c <= 0xE001F
                        || c >= 0xFFF9 && c <= 0xFFFB
                        || c == 0xFFFE
                        || c == 0xFFFF;
        };
    }
}
