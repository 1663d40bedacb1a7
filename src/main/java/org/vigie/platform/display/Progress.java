package org.vigie.platform.display;

/**
 * How far somebody has come who follows somebody else.
 *
 * @param part who: the exporter, Operate or Tasklist
 * @param detail what of it, such as the kind of records that are read
 * @param reached how far it is; the count itself means nothing, only that it grows
 * @param wanted how far those whom it follows are
 */
record Progress(String part, String detail, long reached, long wanted) {

    /** Of a part that could not be asked, which counts as one that stands still. */
    static Progress unknown(String part) {
        return new Progress(part, "no answer", -1, 0);
    }

    boolean isBehind() {
        return reached < wanted;
    }
}
