package org.vigie.kpi.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.kpi.Figure;
import org.vigie.kpi.Kpi;
import org.vigie.kpi.KpiWords;

/**
 * An indicator over the latest months as bars on a surface of 360 by 100; a month without a figure is a gap.
 *
 * @param bars from left to right
 * @param line where the latest objective is, from above; null without one
 * @param caption from when to when, the latest figure and its objective
 */
record BarChart(
        String title,
        String summary,
        List<Bar> bars,
        @Nullable Integer line,
        String caption) {

    static final int MONTHS = 12;
    static final int WIDTH = 360;
    static final int HEIGHT = 100;

    private static final int STEP = WIDTH / MONTHS;

    /** @param title for people who read and do not look */
    record Bar(int x, int y, int height, boolean missed, String title) {}

    /** A month and its figure. */
    record Point(String month, Figure figure) {}

    /** Null if no month has a figure. */
    static @Nullable BarChart of(Kpi kpi, List<Point> points, KpiWords words) {
        List<Point> shown = points.subList(Math.max(0, points.size() - MONTHS), points.size());
        List<BigDecimal> values = shown.stream()
                .map(point -> point.figure().value())
                .filter(Objects::nonNull)
                .toList();
        if (values.isEmpty()) {
            return null;
        }
        BigDecimal objective = shown.getLast().figure().objective();
        BigDecimal highest = values.stream().max(BigDecimal::compareTo).orElseThrow();
        if (objective != null) {
            highest = highest.max(objective);
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Point point = shown.get(i);
            BigDecimal value = point.figure().value();
            if (value != null) {
                int height = Math.max(1, scaled(value, highest));
                bars.add(new Bar(
                        i * STEP + 4,
                        HEIGHT - height,
                        height,
                        point.figure().isBreached(),
                        words.get("report.chart", words.month(point.month()), words.value(point.figure()))));
            }
        }
        String summary = String.join("; ", bars.stream().map(Bar::title).toList());
        return new BarChart(
                words.title(kpi),
                summary,
                bars,
                objective == null ? null : HEIGHT - scaled(objective, highest),
                caption(shown, words));
    }

    private static String caption(List<Point> shown, KpiWords words) {
        Point last = shown.getLast();
        String until = words.shortMonth(last.month());
        String figure = words.value(last.figure());
        return (shown.size() == 1
                        ? words.get("report.chart", until, figure)
                        : words.get(
                                "report.chart.span",
                                words.shortMonth(shown.getFirst().month()),
                                until,
                                figure))
                + (last.figure().objective() == null
                        ? ""
                        : ", " + words.get("report.chart.objective", words.objective(last.figure())));
    }

    private static int scaled(BigDecimal value, BigDecimal highest) {
        return highest.signum() == 0
                ? 0
                : value.multiply(BigDecimal.valueOf(HEIGHT))
                        .divide(highest, 0, RoundingMode.HALF_UP)
                        .intValueExact();
    }
}
