package org.vigie.monitoring.log;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often things happened in the latest minutes, kept between checks. */
final class Counts {

    private final Map<String, TreeMap<Long, Long>> byMinute = new HashMap<>();
    private final Map<String, Long> added = new HashMap<>();
    private final long now;
    private final long oldest;

    Counts(@Nullable Object kept, Instant now, Duration window) {
        this.now = now.getEpochSecond() / 60;
        this.oldest = now.minus(window).getEpochSecond() / 60 + 1;
        if (kept instanceof Map<?, ?> names) {
            names.forEach((name, minutes) -> {
                if (minutes instanceof Map<?, ?> values) {
                    values.forEach((minute, count) -> {
                        if (count instanceof Number number) {
                            add(String.valueOf(name), Long.parseLong(String.valueOf(minute)), number.longValue());
                        }
                    });
                }
            });
        }
    }

    /** Counts one more of these, now. */
    void add(String name) {
        add(name, now, 1);
        added.merge(name, 1L, Long::sum);
    }

    /** How often since the check before: over all checks each is counted once. */
    long added(String name) {
        return added.getOrDefault(name, 0L);
    }

    /** How often within the window. */
    long of(String name) {
        return byMinute.getOrDefault(name, new TreeMap<>()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** As kept between checks. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        byMinute.forEach((name, minutes) -> {
            Map<String, Long> texts = new HashMap<>();
            minutes.forEach((minute, count) -> texts.put(minute.toString(), count));
            values.put(name, texts);
        });
        return values;
    }

    private void add(String name, long minute, long count) {
        if (minute >= oldest) {
            byMinute.computeIfAbsent(name, key -> new TreeMap<>()).merge(minute, count, Long::sum);
        }
    }
}
