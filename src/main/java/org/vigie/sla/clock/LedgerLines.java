package org.vigie.sla.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.calendar.Segment;

/** Collects the lines of a ledger, joining neighbours that tell the same. */
final class LedgerLines {

    private final List<Segment> lines = new ArrayList<>();
    private @Nullable Duration left;

    LedgerLines(@Nullable Duration goal) {
        this.left = goal;
    }

    void add(Segment segment) {
        Segment line = withinGoal(segment);
        Segment last = lines.isEmpty() ? null : lines.getLast();
        if (last != null && last.kind() == line.kind() && Objects.equals(last.note(), line.note())) {
            lines.removeLast();
            line = new Segment(
                    last.from(), line.to(), line.kind(), last.counted().plus(line.counted()), line.note());
        }
        lines.add(line);
    }

    /**
     * Credits the last running line with what is missing: where a line ends at the very instant of a gap, the wall clock
     * jumps, and the jump counts without taking time.
     */
    void settle(Duration total) {
        Duration missing = lines.stream().map(Segment::counted).reduce(total, Duration::minus);
        for (int i = lines.size() - 1; i >= 0 && missing.isPositive(); i--) {
            Segment line = lines.get(i);
            if (line.kind() == Segment.Kind.RUNNING) {
                Duration counted = line.counted().plus(missing);
                lines.set(i, new Segment(line.from(), line.to(), line.kind(), counted, line.note()));
                missing = Duration.ZERO;
            }
        }
    }

    List<Segment> toList() {
        return List.copyOf(lines);
    }

    /** A due date in a gap of the local time lies after it: the wall clock jumps past the goal, which counts no further. */
    private Segment withinGoal(Segment segment) {
        if (left == null) {
            return segment;
        }
        Duration counted = segment.counted().compareTo(left) > 0 ? left : segment.counted();
        left = left.minus(counted);
        return new Segment(segment.from(), segment.to(), segment.kind(), counted, segment.note());
    }
}
