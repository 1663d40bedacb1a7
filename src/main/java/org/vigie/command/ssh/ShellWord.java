package org.vigie.command.ssh;

/** A text as one word of a POSIX shell, which takes it as it is. */
final class ShellWord {

    private ShellWord() {}

    /** @throws IllegalArgumentException for what no shell can hold: a NUL character, or half of a character */
    static String of(String text) {
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == 0) {
                throw new IllegalArgumentException("no program takes a NUL character");
            }
            if (Character.isHighSurrogate(here)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(here)) {
                throw new IllegalArgumentException("half of a character cannot be sent");
            }
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
