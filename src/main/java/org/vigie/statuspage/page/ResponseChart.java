package org.vigie.statuspage.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.statuspage.ResponseHour;

/**
 * Response times as lines on a surface of 576 by 100; an hour without an answer is a gap.
 *
 * @param lines points of each line, as SVG has them
 * @param dots hours whose neighbours have no answer
 */
record ResponseChart(List<String> lines, List<Dot> dots, long lowest, long highest, List<ResponseHour> hours) {

    static final int HOURS = 48;

    private static final int STEP = 12;
    private static final int HEIGHT = 100;

    record Dot(int x, int y) {}

    static @Nullable ResponseChart of(List<ResponseHour> measured, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1L));
        Map<Instant, ResponseHour> byHour = measured.stream()
                .filter(hour -> !hour.hour().isBefore(first))
                .collect(Collectors.toMap(ResponseHour::hour, Function.identity()));
        if (byHour.isEmpty()) {
            return null;
        }
        long highest =
                byHour.values().stream().mapToLong(ResponseHour::millis).max().orElse(0);
        long lowest =
                byHour.values().stream().mapToLong(ResponseHour::millis).min().orElse(0);
        List<String> lines = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        List<Dot> line = new ArrayList<>();
        for (int i = 0; i <= HOURS; i++) {
            ResponseHour hour = byHour.get(first.plus(Duration.ofHours(i)));
            if (hour != null) {
                line.add(new Dot(i * STEP + STEP / 2, y(hour.millis(), highest)));
            } else if (line.size() == 1) {
                dots.add(line.getFirst());
                line.clear();
            } else if (!line.isEmpty()) {
                lines.add(line.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")));
                line.clear();
            }
        }
        return new ResponseChart(
                lines,
                dots,
                lowest,
                highest,
                byHour.values().stream()
                        .sorted((one, other) -> other.hour().compareTo(one.hour()))
                        .toList());
    }

    private static int y(long millis, long highest) {
        return HEIGHT - 4 - (int) (millis * (HEIGHT - 8) / Math.max(1, highest));
    }
}
