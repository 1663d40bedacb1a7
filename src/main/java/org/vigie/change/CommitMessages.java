package org.vigie.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.commit.CommitHeader;
import org.vigie.shared.value.Texts;

/**
 * The convention of commit messages (C-CHG-3): {@code type(scope)!: subject}, scope and {@code !} being optional. Merge and
 * revert commits keep the header that git gives them.
 */
public final class CommitMessages {

    /** The types that the plan allows. */
    public static final List<String> TYPES = List.of("feat", "fix", "chore", "docs", "refactor", "security");

    private static final String TEMPLATE = "write for example fix(export): what changes";

    /**
     * A header that breaks the convention.
     *
     * @param line where it stands, counted from 1
     * @param header as it was given
     * @param problem what is wrong and what to write instead, lower case
     */
    public record Violation(int line, String header, String problem) {

        private static final int SHOWN = 80;

        /** One sentence for the developer. */
        public String sentence() {
            String shown = Texts.cut(header, SHOWN + 1);
            return "Commit message, line " + line + " (\"" + Texts.unlinked(shown) + "\"): " + problem;
        }
    }

    private CommitMessages() {}

    /** The lines of a text, one header each; empty if there is nothing but blank lines. */
    public static List<String> headers(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : text.lines().toList();
    }

    /** The headers that break the convention, in their order. Blank ones are passed over but counted as lines. */
    public static List<Violation> check(List<String> headers) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i).strip();
            int line = i + 1;
            Optional<String> found = header.isEmpty() ? Optional.empty() : problem(header);
            found.ifPresent(problem -> violations.add(new Violation(line, header, problem)));
        }
        return violations;
    }

    private static Optional<String> problem(String header) {
        if (CommitHeader.isMadeByGit(header)) {
            return Optional.empty();
        }
        if (CommitHeader.isToBeSquashed(header)) {
            return Optional.of("it is to be squashed into another commit before the merge");
        }
        CommitHeader parts = CommitHeader.parse(header);
        return parts.colon() ? problem(parts) : Optional.of("there is no type; " + TEMPLATE);
    }

    private static Optional<String> problem(CommitHeader parts) {
        String type = parts.type();
        String scope = parts.scope();
        if (!TYPES.contains(type)) {
            String lower = parts.normalType();
            return Optional.of(
                    TYPES.contains(lower)
                            ? "types are written in lower case: " + lower
                            : "the type \"" + type + "\" is not allowed; allowed are " + String.join(", ", TYPES));
        }
        if (scope != null && scope.isBlank()) {
            return Optional.of("the scope is empty; name one or leave out the parentheses");
        }
        if (parts.rest().isBlank()) {
            return Optional.of("there is no subject after the colon; " + TEMPLATE);
        }
        if (parts.rest().startsWith(" ")) {
            return Optional.empty();
        }
        int first = parts.rest().codePointAt(0);
        return Optional.of(
                Character.isSpaceChar(first)
                                || Character.isWhitespace(first)
                                || Character.getType(first) == Character.FORMAT
                        ? "after the colon stands %s (U+%04X) where a plain space belongs"
                                .formatted(Character.getName(first).toLowerCase(Locale.ROOT), first)
                        : "a space is missing after the colon");
    }
}
