package org.vigie.trouble;

/** How troubles of one kind are retried. Implemented by whoever reports them. */
public interface TroubleRetry {

    /** The kind, as it is reported. */
    String kind();

    /**
     * Lets go on what stands still. Returns when that has begun.
     *
     * @return false if there is nothing any more that could go on
     */
    boolean retry(Trouble trouble);
}
