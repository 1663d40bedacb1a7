package org.vigie.postmortem;

import org.jspecify.annotations.Nullable;

/**
 * What the reviewer filled in; anything may be missing.
 *
 * @param decision {@code approve} or {@code changes}
 * @param comment what should change
 */
public record Review(@Nullable String decision, @Nullable String comment) {

    private static final int LONGEST_COMMENT = 4_000;

    public boolean approves() {
        return "approve".equals(decision);
    }

    String remark() {
        return comment == null ? "" : comment.replace("\u0000", "").strip();
    }

    /** Refuses a review that does not say what to do. */
    void check() {
        if (remark().length() > LONGEST_COMMENT) {
            throw new DraftRefusedException(
                    "the comment is longer than " + LONGEST_COMMENT + " characters", "Shorten it.");
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
