package org.vigie.kpi;

import java.time.Instant;
import java.util.List;

/**
 * The indicators of an application in a month of its time zone.
 *
 * @param month such as 2026-11
 * @param from the first moment of the month
 * @param until up to when it was counted: the end of the month, or now
 * @param complete whether the month is over
 * @param figures one for each indicator, in a fixed order
 */
public record KpiMonth(
        String application, String month, Instant from, Instant until, boolean complete, List<Figure> figures) {

    public KpiMonth {
        figures = List.copyOf(figures);
    }

    /** The figure of an indicator. */
    public Figure figure(Kpi kpi) {
        return figures.stream()
                .filter(figure -> figure.kpi() == kpi)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no figure of " + kpi));
    }

    /** Those whose objective was missed. */
    public List<Figure> breached() {
        return figures.stream().filter(Figure::isBreached).toList();
    }
}
