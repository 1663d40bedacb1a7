package org.vigie.support;

import java.util.concurrent.atomic.AtomicLong;

/** Keys as an engine hands them out: they grow. */
public final class EngineKeys {

    private static final AtomicLong LAST = new AtomicLong(2_000_000);

    private EngineKeys() {}

    public static long next() {
        return LAST.incrementAndGet();
    }
}
