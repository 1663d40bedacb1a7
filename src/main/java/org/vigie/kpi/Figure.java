package org.vigie.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An indicator of an application in a month.
 *
 * @param value null if too little was counted; then there is a reason
 * @param counted how much was looked at, in what the definition counts
 * @param reason why there is no figure: {@code too-little}, {@code not-watched} or {@code no-working-hours}; null if there is one
 * @param objective null if the plan promises nothing, or there is nothing to compare with
 * @param met whether the objective is kept; null without a figure or an objective
 */
public record Figure(
        Kpi kpi,
        KpiUnit unit,
        Comparison comparison,
        @Nullable BigDecimal value,
        BigDecimal counted,
        @Nullable String reason,
        @Nullable BigDecimal objective,
        @Nullable Boolean met) {

    static final String TOO_LITTLE = "too-little";
    static final String NOT_WATCHED = "not-watched";
    static final String NO_WORKING_HOURS = "no-working-hours";

    static Figure of(Kpi kpi, Measured measured, @Nullable BigDecimal objective) {
        if (!measured.isEnough(kpi.minimum())) {
            return without(kpi, measured.volume(), TOO_LITTLE, objective);
        }
        return new Figure(
                kpi,
                kpi.unit(),
                kpi.comparison(),
                measured.rounded(kpi.comparison()),
                plain(measured.volume()),
                null,
                objective,
                objective == null ? null : kpi.comparison().isMet(measured.comparedWith(objective)));
    }

    static Figure without(Kpi kpi, BigDecimal counted, String reason, @Nullable BigDecimal objective) {
        return new Figure(kpi, kpi.unit(), kpi.comparison(), null, plain(counted), reason, objective, null);
    }

    /** Whether the objective was missed. */
    public boolean isBreached() {
        return Boolean.FALSE.equals(met);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
