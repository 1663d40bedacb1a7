package org.vigie.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.alert.tell.Messages;

/**
 * Why an alert was told or not, to whom and by which rule.
 *
 * @param rule of the table alertRouting
 * @param tellAt when its opening was to be told
 * @param deadline by when it had to be
 * @param told every message, with the key of its notice
 * @param notTold which channels and people are left out, as things stand, and why
 * @param now why nothing is told at present
 * @param nextLookAt when that is looked at again; null: when something changes
 * @param toldWith ids of alerts of the same fault
 * @param history what happened, oldest first
 */
public record AlertExplanation(
        Alert alert,
        String rule,
        String severity,
        List<String> channels,
        Instant tellAt,
        Instant deadline,
        List<Messages.Sent> told,
        List<String> notTold,
        @Nullable String now,
        @Nullable Instant nextLookAt,
        List<Long> toldWith,
        List<AlertRows.Note> history) {}
