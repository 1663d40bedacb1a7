package org.vigie.effect;

/** Something done to the outside world that takes longer than a lease: a dump, a release. */
@FunctionalInterface
public interface HeldEffect<T> {

    /**
     * Does it. An exception means that it did not happen and may be attempted again, unless the thread was interrupted:
     * then nobody waits any longer for what may still go on, and the next attempt is told so.
     *
     * @param holding asked before each step whether this attempt still counts
     */
    T attempt(Holding holding) throws InterruptedException;
}
