package org.vigie.effect;

/** An effect that is held while it is done: its lease is renewed until the attempt ends. Thread-safe. */
public interface Holding {

    /** The effect's key, fit to be passed on as an idempotency key. */
    String key();

    /** The attempt's number, counted from 1; a later holder has a higher one. */
    int number();

    /** True if an earlier attempt was cut off and may have happened, or still goes on. */
    boolean doubtful();

    /**
     * To be called before each step that the outside world would notice.
     *
     * @throws org.vigie.shared.FencedException if another attempt may have begun meanwhile
     */
    void check();
}
