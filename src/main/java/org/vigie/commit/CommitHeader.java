package org.vigie.commit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one line {@code type(scope)!: subject}, as far as it has them. Read in time linear to its length.
 *
 * @param type what stands before scope, {@code !} or colon, as it is written; may be empty
 * @param scope what stands in the parentheses, may be empty; null without parentheses
 * @param marked whether {@code !} stands before the colon
 * @param colon whether there is a colon after type, scope and mark
 * @param rest all that follows, with its leading space
 */
public record CommitHeader(String type, @Nullable String scope, boolean marked, boolean colon, String rest) {

    /** Possessive throughout: the pattern never looks back, whatever the line. */
    private static final Pattern PARTS = Pattern.compile(
            "(?<type>[^\\s:(!]*+)(?:\\((?<scope>[^()]*+)\\))?+(?<marked>!)?+(?<colon>:)?+(?<rest>.*+)", Pattern.DOTALL);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*+");
    private static final Pattern MADE_BY_GIT = Pattern.compile(
            "Merge (?:pull request|(?:remote-tracking )?branch(?:es)?|commits?|tags?) .++|(?:Revert|Reapply) \".+\"(?: \\(#\\d{1,9}\\))?+");
    private static final Pattern TO_BE_SQUASHED = Pattern.compile("(?:fixup|squash|amend)! .*+", Pattern.DOTALL);

    /** Any line has parts; whether they make a header of the convention is told by {@link #isConventional()}. */
    public static CommitHeader parse(String line) {
        Matcher parts = PARTS.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("every line has parts");
        }
        return new CommitHeader(
                parts.group("type"),
                parts.group("scope"),
                parts.group("marked") != null,
                parts.group("colon") != null,
                parts.group("rest"));
    }

    /** Whether git or a forge wrote the line for a merge or a revert; a squashed one ends with the number of its pull request. */
    public static boolean isMadeByGit(String line) {
        return MADE_BY_GIT.matcher(line).matches();
    }

    /** Whether the commit was made to be squashed into another one. */
    public static boolean isToBeSquashed(String line) {
        return TO_BE_SQUASHED.matcher(line).matches();
    }

    /** Whether there is a type, a colon, a space and a subject. Any type will do, in any case; the scope may be empty. */
    public boolean isConventional() {
        return colon && TYPE.matcher(type).matches() && rest.startsWith(" ") && !rest.isBlank();
    }

    /** The type in lower case: {@code Feat} means {@code feat}. */
    public String normalType() {
        return type.toLowerCase(Locale.ROOT);
    }

    /** What is said, without spaces around it. */
    public String subject() {
        return rest.strip();
    }
}
