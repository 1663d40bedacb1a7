package org.vigie.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.InvalidFieldException;

/**
 * One question to a reporter: does the correction hold?
 *
 * @param round which of the ticket's questions, counted from 1; earlier releases took a key of the engine
 * @param deadline from when on it counts as validated
 * @param answer null until the reporter has answered
 */
public record Validation(
        long round,
        String ticketId,
        Instant deadline,
        @Nullable Answer answer) {

    /** The longest comment. */
    public static final int LONGEST = 4_000;

    /**
     * What a reporter answers.
     *
     * @param satisfaction 1 to 5; null if not told
     * @param comment what does not hold; required if it was not validated
     */
    public record Answer(
            boolean validated,
            @Nullable Integer satisfaction,
            @Nullable String comment) {

        /** @throws InvalidFieldException if the answer is not one */
        public Answer {
            comment = comment == null || comment.isBlank() ? null : comment.strip();
            if (satisfaction != null && (satisfaction < 1 || satisfaction > 5)) {
                throw new InvalidFieldException("satisfaction", "is not 1 to 5", "Leave it out if it is not known.");
            }
            if (!validated && comment == null) {
                throw new InvalidFieldException("comment", "is missing", "Say what does not hold.");
            }
            if (comment != null && (comment.length() > LONGEST || comment.indexOf('\0') >= 0)) {
                throw new InvalidFieldException(
                        "comment", "is longer than " + LONGEST + " characters or holds the character 0", "Shorten it.");
            }
        }
    }
}
