package org.vigie.monitoring.disk;

/**
 * Space on a disk as a program without privileges sees it: what is reserved for the administrator is neither used nor available.
 *
 * @param used bytes that hold something
 * @param available bytes that the process may use
 */
record Space(long used, long available) {

    static Space of(long total, long unallocated, long usable) {
        return new Space(total - unallocated, usable);
    }

    /** Rounded up, as df does. */
    long usedPercent() {
        long all = used + available;
        return all == 0 ? 0 : Math.ceilDiv(used * 100, all);
    }

    boolean isAbove(int percent) {
        return used * 100 > percent * (used + available);
    }
}
