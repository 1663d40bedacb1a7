package org.vigie.monitoring.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of a check took, in milliseconds; the parts of redirects are added up. */
final class Phases {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private String current = "dns";
    private long since = System.nanoTime();

    /** Ends the running phase and begins this one. */
    synchronized void begin(String phase) {
        long now = System.nanoTime();
        nanos.merge(current, now - since, Long::sum);
        current = phase;
        since = now;
    }

    /** What is under way. */
    synchronized String current() {
        return current;
    }

    /** Ends the running phase. */
    synchronized void end() {
        begin(current);
    }

    synchronized Map<String, Long> millis() {
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((phase, time) -> millis.put(phase, time / 1_000_000));
        return millis;
    }

    synchronized long totalMillis() {
        return nanos.values().stream().mapToLong(Long::longValue).sum() / 1_000_000;
    }
}
