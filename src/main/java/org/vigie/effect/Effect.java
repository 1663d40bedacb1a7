package org.vigie.effect;

/** Something done to the outside world: a mail, a comment, a file. */
@FunctionalInterface
public interface Effect<T> {

    /**
     * Does it. An exception means that it did not happen and may be attempted again.
     *
     * @param attempt tells whether an earlier attempt may already have happened
     */
    T attempt(Attempt attempt);
}
