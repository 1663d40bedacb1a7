package org.vigie.escalation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.PlanDuration;

/**
 * What comes next in an escalation.
 *
 * @param step number of the step, counted from 0 through all runs of the chain
 * @param at when it is time: at once, or after the quiet hours of those to be told; null if it is over
 * @param waitFor how long to wait for an answer; null unless somebody is told
 */
public record NextStep(
        Kind kind, int step, @Nullable Instant at, @Nullable PlanDuration waitFor) {

    static NextStep over(int step) {
        return new NextStep(Kind.OVER, step, null, null);
    }

    /** What to do. */
    public enum Kind {
        /** Tell the people of a step. */
        TELL,
        /** All steps have been done: tell everybody that nobody acknowledged. */
        EXHAUSTED,
        /** Nobody needs to be told any more. */
        OVER;

        /** The form used in the process. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
