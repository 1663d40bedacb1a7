package org.vigie.shared.value;

import org.vigie.shared.InvalidFieldException;

/**
 * How somebody is called: one visible line of at most 100 chars without controls, as it stands in salutations, headers of mails
 * and the audit trail.
 */
public record PersonName(String text) {

    public static final int LONGEST = 100;

    /** @throws InvalidFieldException if it is no such name; blanks at its ends are dropped */
    public static PersonName of(String field, String text) {
        return new PersonName(Lines.checked(field, text, LONGEST));
    }

    /** The name, or what can be kept of it; never empty. */
    public static PersonName cleaned(String text) {
        String line = Texts.oneLine(text);
        return new PersonName(Texts.isVisible(line) ? Texts.cut(line, LONGEST) : "?");
    }
}
