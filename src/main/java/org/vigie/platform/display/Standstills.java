package org.vigie.platform.display;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells those who stand still from those who are only behind. Not thread-safe. */
final class Standstills {

    private record Key(String part, String detail) {}

    private record Mark(long reached, Instant since) {}

    private final Duration patience;
    private final Map<Key, Mark> marks = new HashMap<>();

    /** @param patience how long somebody may be behind without moving */
    Standstills(Duration patience) {
        this.patience = patience;
    }

    /** The parts that stand still by what was seen now and before, each once with what has stood longest; by their name. */
    List<Standstill> after(List<Progress> seen, Instant now) {
        Set<Key> behind = new HashSet<>();
        Map<String, Standstill> still = new TreeMap<>();
        for (Progress progress : seen) {
            if (!progress.isBehind()) {
                continue;
            }
            Key key = new Key(progress.part(), progress.detail());
            behind.add(key);
            Mark mark = marks.get(key);
            if (mark == null || mark.reached() != progress.reached()) {
                marks.put(key, new Mark(progress.reached(), now));
            } else if (!now.isBefore(mark.since().plus(patience))) {
                still.merge(
                        progress.part(),
                        new Standstill(progress.part(), progress.detail(), mark.since()),
                        (one, other) -> other.since().isBefore(one.since()) ? other : one);
            }
        }
        marks.keySet().retainAll(behind);
        return List.copyOf(still.values());
    }
}
