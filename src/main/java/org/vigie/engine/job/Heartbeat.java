package org.vigie.engine.job;

/** What long work asks whether its job is still its own. Thread-safe. */
@FunctionalInterface
public interface Heartbeat {

    /**
     * To be called before each step that the outside world would notice.
     *
     * @throws org.vigie.shared.FencedException if the job is gone or may have been given to another worker
     */
    void check();
}
