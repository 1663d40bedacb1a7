package org.vigie.preventive;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it was, beside what the plan says.
 *
 * @param figure its id in the plan
 * @param expected null: the plan says nothing
 * @param most null: it never has to be explained
 */
public record KeptFigure(
        String figure,
        String name,
        String unit,
        @Nullable BigDecimal expected,
        @Nullable BigDecimal most,
        BigDecimal actual) {

    /** Whether it has to be explained. */
    public boolean isOver() {
        return most != null && actual.compareTo(most) > 0;
    }
}
