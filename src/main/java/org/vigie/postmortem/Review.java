package org.vigie.postmortem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.TextKey;

/**
 * What the reviewer filled in; anything may be missing.
 *
 * @param decision {@code approve} or {@code changes}
 * @param comment what should change
 */
public record Review(
        @Nullable String reviewer,
        @Nullable String decision,
        @Nullable String comment) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COMMENT = 4_000;

    boolean approves() {
        return "approve".equals(decision);
    }

    String name() {
        return reviewer == null
                ? ""
                : reviewer.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    String remark() {
        return comment == null ? "" : comment.replace("\u0000", "").strip();
    }

    /** Refuses a review that a second person did not make or that does not say what to do. */
    void check(List<String> authors) {
        if (name().isEmpty()) {
            throw new DraftRefusedException("the reviewer is missing", "Give the name of who read the post-mortem.");
        }
        if (name().length() > LONGEST_NAME || remark().length() > LONGEST_COMMENT) {
            throw new DraftRefusedException(
                    "name or comment is too long",
                    "Keep to " + LONGEST_NAME + " and " + LONGEST_COMMENT + " characters.");
        }
        if (authors.stream().anyMatch(author -> TextKey.of(author).equals(TextKey.of(name())))) {
            throw new DraftRefusedException(
                    name() + " wrote the post-mortem", "Let a second person read it and fill in this task.");
        }
        if (!approves() && !"changes".equals(decision)) {
            throw new DraftRefusedException("the decision is missing", "Approve the post-mortem or ask for changes.");
        }
        if (!approves() && remark().isEmpty()) {
            throw new DraftRefusedException(
                    "the comment is missing", "Say what should change, so that the author can do it.");
        }
    }
}
