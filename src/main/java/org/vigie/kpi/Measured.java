package org.vigie.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What was counted: exact, and rounded only when it is shown.
 *
 * @param total what is divided; null if nothing was found
 * @param parts what it is divided by: 1 where the figure stands for itself
 * @param volume how much was looked at
 */
record Measured(@Nullable BigDecimal total, BigDecimal parts, BigDecimal volume) {

    private static final int DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A part of a whole, in percent. */
    static Measured share(BigDecimal part, BigDecimal whole) {
        return new Measured(part.multiply(HUNDRED), whole, whole);
    }

    static Measured mean(BigDecimal sum, long count) {
        return new Measured(sum, BigDecimal.valueOf(count), BigDecimal.valueOf(count));
    }

    /** A figure that stands for itself, such as the greatest of some. */
    static Measured single(@Nullable BigDecimal value, long volume) {
        return new Measured(value, BigDecimal.ONE, BigDecimal.valueOf(volume));
    }

    static Measured nothing() {
        return single(null, 0);
    }

    /** Whether there is a figure: too little makes none, and never 0 or 100 percent. */
    boolean isEnough(long minimum) {
        return total != null && parts.signum() > 0 && volume.compareTo(BigDecimal.valueOf(minimum)) >= 0;
    }

    /** Rounded so that it never looks better than it is. */
    BigDecimal rounded(Comparison comparison) {
        if (total == null) {
            throw new IllegalStateException("nothing was measured");
        }
        RoundingMode mode = comparison == Comparison.AT_LEAST ? RoundingMode.FLOOR : RoundingMode.CEILING;
        BigDecimal value = total.divide(parts, DECIMALS, mode).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    }

    /** Exact, as {@link Comparable} has it. */
    int comparedWith(BigDecimal objective) {
        if (total == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return total.compareTo(objective.multiply(parts));
    }
}
