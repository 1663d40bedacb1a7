package org.vigie.shared.value;

import org.vigie.shared.InvalidFieldException;

/** A text of several lines, at most 10,000 chars. */
public record LongText(String text) {

    public static final int LONGEST = 10_000;

    /** @throws InvalidFieldException if it is longer or holds the character 0; blanks at its ends are dropped */
    public static LongText of(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidFieldException(field, "holds the character U+0000", "Send the text without it.");
        }
        String stripped = Texts.storable(text).strip();
        if (stripped.length() > LONGEST) {
            throw new InvalidFieldException(
                    field, "is longer than " + LONGEST + " characters", "Shorten it, or link to the whole text.");
        }
        return new LongText(stripped);
    }

    /** @throws InvalidFieldException as {@link #of}, and if nothing of it can be seen */
    public static LongText required(String field, String text) {
        LongText given = of(field, text);
        if (!Texts.isVisible(given.text())) {
            throw new InvalidFieldException(field, "is blank", "Fill it in with something that can be seen.");
        }
        return given;
    }

    /** The text, cut where it is too long, with a link to the whole of it. */
    public static LongText cleaned(String text, String link) {
        return new LongText(Texts.cut(Texts.storable(text).strip(), LONGEST, link.isEmpty() ? "" : "\n\n" + link)
                .strip());
    }
}
