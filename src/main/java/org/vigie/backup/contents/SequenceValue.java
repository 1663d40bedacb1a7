package org.vigie.backup.contents;

/**
 * Where a sequence is. What it is (its start, step and limits) is a {@link CatalogueObject}.
 *
 * @param name with its schema, quoted as in SQL where needed
 * @param last the last value, or the first one if it was never called
 * @param called whether {@code last} was given out
 * @param step negative if it counts down
 */
public record SequenceValue(String name, long last, boolean called, long step) {

    /** Whether this one gives out nothing that {@code other} may have given out: values that it left out do no harm. */
    boolean hasReached(SequenceValue other) {
        int direction = step < 0 ? -1 : 1;
        int comparison = direction * Long.compare(last, other.last);
        return comparison > 0 || comparison == 0 && (called || !other.called);
    }
}
