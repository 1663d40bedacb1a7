package org.vigie.statuspage.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many requests from one place in a while. Says nothing of what is asked for. Thread-safe. */
final class SubscriptionLimit {

    private static final int PLACES = 1_000;

    private final int most;
    private final long nanos;
    private final Map<String, Deque<Long>> requests = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > PLACES;
        }
    };

    SubscriptionLimit(int most, long nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** False if there were too many. */
    synchronized boolean allows(String place, long now) {
        Deque<Long> times = requests.computeIfAbsent(place, key -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() > nanos) {
            times.removeFirst();
        }
        return times.size() < most && times.add(now);
    }
}
