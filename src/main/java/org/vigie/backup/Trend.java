package org.vigie.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the latest of several durations compares with those before it.
 *
 * @param latest the newest; null if there is none
 * @param usual the median of those before; null while there are fewer than two
 */
record Trend(@Nullable Double latest, @Nullable Double usual) {

    private static final int ENOUGH = 3;
    private static final double NOTABLE = 1.25;

    /** What takes less is of no interest to anybody. */
    private static final double UNREMARKABLE_SECONDS = 60;

    /** How many durations are looked at. */
    static final int WINDOW = 10;

    /** How many times as long as usual is far longer. */
    static final int FAR = 3;

    static Trend of(List<Double> newestFirst) {
        if (newestFirst.size() < ENOUGH) {
            return new Trend(newestFirst.isEmpty() ? null : newestFirst.getFirst(), null);
        }
        return new Trend(newestFirst.getFirst(), median(newestFirst.subList(1, newestFirst.size())));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** {@code longer}, {@code shorter} or {@code steady}; null while nothing is usual yet. */
    @Nullable
    String word() {
        if (latest == null || usual == null) {
            return null;
        }
        if (latest > usual * NOTABLE) {
            return "longer";
        }
        return latest * NOTABLE < usual ? "shorter" : "steady";
    }

    /** Whether the latest took far longer than usual, and long enough to matter. */
    boolean isFarLonger() {
        return latest != null && isFarLonger(latest, usual);
    }

    /** Likewise of one that is not over. */
    static boolean isFarLonger(double seconds, @Nullable Double usual) {
        return usual != null && seconds > UNREMARKABLE_SECONDS && seconds > FAR * usual;
    }
}
