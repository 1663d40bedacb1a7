package org.vigie.shared.value;

import org.vigie.shared.InvalidFieldException;

/** What something is called: one visible line of at most 200 chars without controls, fit for the subject of a mail. */
public record Title(String text) {

    public static final int LONGEST = 200;

    /** @throws InvalidFieldException if it is no such line; blanks at its ends are dropped */
    public static Title of(String field, String text) {
        return new Title(Lines.checked(field, text, LONGEST));
    }

    /** The title, or what can be kept of it; never empty. */
    public static Title cleaned(String text) {
        String line = Texts.oneLine(text);
        return new Title(Texts.isVisible(line) ? Texts.cut(line, LONGEST) : "?");
    }
}
