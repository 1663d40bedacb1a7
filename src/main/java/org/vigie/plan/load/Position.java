package org.vigie.plan.load;

/**
 * A place in a plan file.
 *
 * @param line from 1
 * @param column from 1
 */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    /** The place of the character at this index of the text. */
    static Position of(CharSequence text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(index, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, index - lineStart + 1);
    }
}
