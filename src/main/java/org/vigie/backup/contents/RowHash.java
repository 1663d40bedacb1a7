package org.vigie.backup.contents;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows a part of a table has, and the sums of their hashes with two seeds, modulo 2<sup>64</sup>. A sum does not depend on the
 * order, and unlike an exclusive or it changes with a second row that equals the first.
 */
record RowHash(long rows, long first, long second) {

    static final RowHash NONE = new RowHash(0, 0, 0);

    /** 256 MiB with pages of 8 KiB: small enough to share a large table among connections. */
    static final long PAGES_OF_A_PART = 32_768;

    /** Any number does that differs from the first seed, 0, and stays. */
    private static final String SECOND_SEED = "8153671274329845127";

    private static final String MODULO = "18446744073709551616";

    RowHash plus(RowHash other) {
        return new RowHash(rows + other.rows, first + other.first, second + other.second);
    }

    String text() {
        return "%016x%016x".formatted(first, second);
    }

    /** One query for the whole table, or for each large part of it. */
    static List<String> queries(TableToRead table) {
        return queries(table, PAGES_OF_A_PART);
    }

    /** One query for each part of the table. The text of a row is made once, for both seeds: {@code OFFSET 0} keeps it so. */
    static List<String> queries(TableToRead table, long pagesOfAPart) {
        List<String> queries = new ArrayList<>();
        long parts = Math.max(1, Math.ceilDiv(table.pages(), pagesOfAPart));
        for (long part = 0; part < parts; part++) {
            queries.add("""
                    SELECT count(*) AS rows,
                           (coalesce(sum(hashtextextended(r.v, 0)), 0) %% %s)::text AS first,
                           (coalesce(sum(hashtextextended(r.v, %s)), 0) %% %s)::text AS second
                    FROM (SELECT ROW(%s)::text COLLATE "C" AS v FROM ONLY %s AS t%s OFFSET 0) AS r
                    """.formatted(
                            MODULO,
                            SECOND_SEED,
                            MODULO,
                            String.join(
                                    ", ",
                                    table.columns().stream()
                                            .map(column -> "t." + column)
                                            .toList()),
                            table.name(),
                            condition(table, part, parts, pagesOfAPart)));
        }
        return queries;
    }

    /** The last part has no end: the table may have grown since it was measured, for rows that the snapshot does not see. */
    private static String condition(TableToRead table, long part, long parts, long pagesOfAPart) {
        if (table.condition() != null) {
            return " " + table.condition();
        }
        if (parts == 1) {
            return "";
        }
        String from = " WHERE t.ctid >= '(%d,0)'".formatted(part * pagesOfAPart);
        return part == parts - 1 ? from : from + " AND t.ctid < '(%d,0)'".formatted((part + 1) * pagesOfAPart);
    }

    static RowHash of(ResultSet row) throws SQLException {
        return new RowHash(row.getLong("rows"), wrapped(row.getString("first")), wrapped(row.getString("second")));
    }

    private static long wrapped(String number) {
        return new BigInteger(number).longValue();
    }
}
