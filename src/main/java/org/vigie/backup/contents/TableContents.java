package org.vigie.backup.contents;

/**
 * The rows of a table, without those of its children.
 *
 * @param name with its schema, quoted as in SQL where needed
 * @param storage {@code logged}, or {@code unlogged} for one that is empty after a crash of its server
 * @param rows how many
 * @param hash 32 hexadecimal digits: independent of the order of rows, changed by every row more, less or different
 */
public record TableContents(String name, String storage, long rows, String hash) {

    /** A table that PostgreSQL empties when it recovers from a crash. */
    public static final String UNLOGGED = "unlogged";

    /** A table that outlasts a crash. */
    public static final String LOGGED = "logged";
}
