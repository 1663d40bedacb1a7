package org.vigie.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on without something that can be missing; says so once, and once when it is back. */
public class TroubleLog {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

    private final String what;
    private final AtomicBoolean down = new AtomicBoolean();

    /** @param what the subject of its lines: "the search for user tasks" */
    public TroubleLog(String what) {
        this.what = what;
    }

    /** What the attempt gives, or else {@code instead} when it fails. */
    public <T extends @Nullable Object> T avoid(Supplier<T> attempt, T instead) {
        try {
            T result = attempt.get();
            works();
            return result;
        } catch (RuntimeException e) {
            fails(e);
            return instead;
        }
    }

    /** It was tried and works. */
    public void works() {
        if (down.compareAndSet(true, false)) {
            LOG.info("{} works again", what);
        }
    }

    /** It was tried and does not work. */
    public void fails(Throwable reason) {
        if (down.compareAndSet(false, true)) {
            LOG.warn("{} does not work at present: {}", what, reason.getMessage());
        }
    }
}
