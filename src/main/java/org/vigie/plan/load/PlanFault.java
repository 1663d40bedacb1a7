package org.vigie.plan.load;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a plan file.
 *
 * @param file the file as a person finds it
 * @param position where in the file; null: the fault is the file itself
 * @param fact what is wrong, without a full stop
 * @param hint what is allowed, one sentence or more
 */
record PlanFault(String file, @Nullable Position position, String fact, String hint) implements Comparable<PlanFault> {

    private static final Comparator<PlanFault> READING_ORDER = Comparator.comparing(PlanFault::file)
            .thenComparingInt(fault -> fault.placeOrStart().line())
            .thenComparingInt(fault -> fault.placeOrStart().column())
            .thenComparing(PlanFault::fact);

    private Position placeOrStart() {
        return position == null ? Position.START : position;
    }

    @Override
    public int compareTo(PlanFault other) {
        return READING_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String place = position == null ? "" : ":" + position.line() + ":" + position.column();
        return file + place + ": " + fact + "; hint: " + hint;
    }
}
