package org.vigie.backup.contents;

/** Takes how far a reading is. Called from several threads, one at a time. */
public interface ContentsProgress {

    /** Tells nobody. */
    ContentsProgress NONE = new ContentsProgress() {};

    /**
     * The values of all sequences are read. A snapshot does not hold sequences still: a dump that begins now finds each of them
     * at least where it was read.
     */
    default void sequencesRead() {}

    /**
     * A table is read.
     *
     * @param table its name with its schema
     * @param rows how many rows it holds
     * @param done how many tables are read by now
     * @param total how many there are
     */
    default void tableRead(String table, long rows, int done, int total) {}
}
