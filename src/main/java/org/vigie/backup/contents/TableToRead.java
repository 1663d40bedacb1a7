package org.vigie.backup.contents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are read.
 *
 * @param name with its schema, quoted as in SQL where needed
 * @param pages how large it is; 0 if it cannot be read in parts
 * @param columns quoted, ordered by name: a restored child table may have them in another order
 * @param condition which rows pg_dump takes, such as those that were added to a table of an extension; null for all
 */
record TableToRead(
        String name,
        boolean unlogged,
        long pages,
        List<String> columns,
        @Nullable String condition) {

    /** Tables and partitions without foreign ones, whose rows are elsewhere, and without what an extension makes by itself. */
    private static final String ALL = """
            SELECT format('%I.%I', n.nspname, c.relname) AS name,
                   c.relpersistence = 'u' AS unlogged,
                   CASE WHEN a.amname = 'heap' AND e.oid IS NULL AND current_setting('server_version_num')::int >= 140000
                            THEN pg_relation_size(c.oid) / current_setting('block_size')::int ELSE 0 END AS pages,
                   ARRAY(SELECT quote_ident(attname) FROM pg_attribute
                         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname COLLATE "C") AS columns,
                   e.extcondition[array_position(e.extconfig, c.oid)] AS condition
            FROM pg_class c
                     JOIN pg_namespace n ON n.oid = c.relnamespace
                     LEFT JOIN pg_am a ON a.oid = c.relam
                     LEFT JOIN pg_extension e ON c.oid = ANY (e.extconfig)
            WHERE c.relkind = 'r'
              AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname !~ '^pg_(toast|temp)'
              AND (e.oid IS NOT NULL
                   OR NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            ORDER BY pages DESC, name
            """;

    /** The largest first, so that none begins late. */
    static List<TableToRead> all(ReadingSession session) {
        return session.query("cannot list the tables", ALL, TableToRead::of);
    }

    private static TableToRead of(ResultSet row) throws SQLException {
        return new TableToRead(
                row.getString("name"),
                row.getBoolean("unlogged"),
                row.getLong("pages"),
                Stream.of((Object[]) row.getArray("columns").getArray())
                        .map(String::valueOf)
                        .toList(),
                row.getString("condition"));
    }
}
