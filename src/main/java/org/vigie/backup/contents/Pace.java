package org.vigie.backup.contents;

import java.util.concurrent.locks.LockSupport;

/**
 * How much of the time is worked; the rest is left to an application on the same machine.
 *
 * @param share 1 for all of the time, at least 0.1
 */
public record Pace(double share) {

    public static final Pace FULL = new Pace(1);

    private static final double LEAST = 0.1;

    /** 16 MiB with pages of 8 KiB: a moment, after which others have their turn. */
    private static final long PAGES_AT_A_TIME = 2_048;

    public Pace {
        if (!(share >= LEAST && share <= 1)) {
            throw new IllegalArgumentException("a pace is a share of the time from 0.1 to 1, not " + share);
        }
    }

    /** Lets others work after work of this length. Returns early when interrupted, and stays interrupted. */
    public void restAfter(long workedNanos) {
        long rest = restNanos(workedNanos);
        if (rest > 0) {
            LockSupport.parkNanos(rest);
        }
    }

    long restNanos(long workedNanos) {
        return Math.round(workedNanos * (1 - share) / share);
    }

    /** How much of a table is read without a rest. */
    long pagesAtATime() {
        return share < 1 ? PAGES_AT_A_TIME : RowHash.PAGES_OF_A_PART;
    }
}
