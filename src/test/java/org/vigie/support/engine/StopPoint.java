package org.vigie.support.engine;

/** A point that Vigie reaches and does not get past, so that it can be killed there. */
public interface StopPoint {

    boolean isReached();

    /** What becomes, while Vigie is dead, of what it was doing. */
    default void afterTheKill() {}

    /** What becomes of it when the next Vigie is up. */
    default void afterTheRestart() {}
}
