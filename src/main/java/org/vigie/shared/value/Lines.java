package org.vigie.shared.value;

import org.vigie.shared.InvalidFieldException;

/** Lines that are refused where they cannot be used everywhere. */
final class Lines {

    private Lines() {}

    static String checked(String field, String text, int longest) {
        String line = text.strip();
        if (!Texts.isVisible(line)) {
            throw new InvalidFieldException(field, "is blank", "Fill it in with something that can be seen.");
        }
        if (line.length() > longest) {
            throw new InvalidFieldException(field, "is longer than " + longest + " characters", "Shorten it.");
        }
        line.codePoints().filter(Texts::steers).findFirst().ifPresent(c -> {
            throw new InvalidFieldException(
                    field,
                    "holds the control character U+%04X".formatted(c),
                    "Send the text as UTF-8 without controls, line breaks and changes of direction.");
        });
        return line;
    }
}
