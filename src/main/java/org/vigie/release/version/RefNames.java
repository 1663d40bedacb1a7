package org.vigie.release.version;

import java.util.regex.Pattern;
import org.vigie.shared.HintedException;

/**
 * Names of tags and branches that come from outside. Only names that mean nothing to a shell, to options of git or to a file
 * system are taken; git itself allows more.
 */
public final class RefNames {

    private static final int MAX_LENGTH = 200;
    private static final int SHOWN = 60;
    private static final Pattern SAFE =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]*+(?:/[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]*+)*+");

    private RefNames() {}

    /** Whether a name may be used. */
    public static boolean isSafe(String name) {
        return name.length() <= MAX_LENGTH
                && SAFE.matcher(name).matches()
                && !name.contains("..")
                && !name.endsWith(".")
                && !name.contains("./")
                && !name.endsWith(".lock")
                && !name.contains(".lock/");
    }

    /**
     * A name of a tag.
     *
     * @return the name itself
     * @throws HintedException if it cannot be used
     */
    public static String requireTag(String name) {
        return require("tag", name, "v1.2.3");
    }

    /** As {@link #requireTag(String)}, for branches. */
    public static String requireBranch(String name) {
        return require("branch", name, "hotfix/1.2.3");
    }

    /** A foreign name as it can be shown on one line: what cannot be seen is written out, and it is cut where it is long. */
    public static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(SHOWN).forEach(c -> {
            if (isVisible(c)) {
                text.appendCodePoint(c);
            } else {
                text.append("\\u{%X}".formatted(c));
            }
        });
        return name.codePointCount(0, name.length()) > SHOWN ? text.append("…").toString() : text.toString();
    }

    private static boolean isVisible(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static String require(String what, String name, String example) {
        if (isSafe(name)) {
            return name;
        }
        throw new HintedException(
                "the name of the " + what + " \"" + shown(name) + "\" cannot be used",
                "Use letters, digits, dots, hyphens, underscores and single slashes, beginning with a letter or a digit, as in "
                        + example + ".");
    }
}
