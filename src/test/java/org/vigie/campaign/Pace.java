package org.vigie.campaign;

import java.util.Collection;
import java.util.List;

/** How long things took, in milliseconds. */
record Pace(List<Double> millis) {

    static Pace of(Collection<Double> millis) {
        return new Pace(millis.stream().sorted().toList());
    }

    double percentile(int percent) {
        return millis.get(Math.max(0, (int) Math.ceil(millis.size() * percent / 100.0) - 1));
    }

    /** By how much more this one takes. */
    double ratio(Pace other, int percent) {
        return percentile(percent) / other.percentile(percent);
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms of %d"
                .formatted(percentile(50), percentile(95), percentile(99), millis.size());
    }
}
