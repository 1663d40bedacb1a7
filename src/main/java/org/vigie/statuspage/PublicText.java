package org.vigie.statuspage;

import org.jspecify.annotations.Nullable;
import org.vigie.plan.LocalText;

/**
 * The parts of a public text that somebody chose; its other sentences are the same in all texts.
 *
 * @param text what is the matter, in both languages or the same in both; null: the neutral text, which says nothing of its own
 * @param hours until it is expected to be over; null: not told
 * @param signature null: the team of the plan
 */
public record PublicText(
        @Nullable LocalText text,
        @Nullable Integer hours,
        DataStatement data,
        @Nullable String signature) {

    /** Says that something is the matter, or is over, and nothing else. */
    public static final PublicText NEUTRAL = new PublicText(null, null, DataStatement.NONE, null);

    public PublicText {
        if (text == null && (hours != null || data != DataStatement.NONE)) {
            throw new IllegalArgumentException("the neutral text promises nothing");
        }
    }

    /** Whether nobody chose its words. */
    public boolean isNeutral() {
        return text == null;
    }
}
