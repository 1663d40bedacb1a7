package org.vigie.shared;

import java.time.Instant;

/** Rows of one table that only served delivery and are no longer needed. {@link Retention} asks every night. */
public interface OldRows {

    /** For the log: "requests to processes". */
    String what();

    /**
     * Removes some, the oldest or any, in one statement.
     *
     * @param limit the most to remove at once, at least 1
     * @return how many were removed; fewer than {@code limit} if no more are old enough
     */
    int remove(Instant now, int limit);
}
