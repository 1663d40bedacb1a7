package org.vigie.release.deployment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.vigie.plan.DatabaseSettings;

/** A schema line by line, so that what a migration left behind can be told: tables, columns, indexes and whether they are valid. */
public final class SchemaLines {

    private static final String LINES = """
            SELECT 'table ' || n.nspname || '.' || c.relname || ' (' || c.relkind::text || ')' AS line
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            UNION ALL
            SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' '
                   || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                   || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
               AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname !~ '^pg_'
            UNION ALL
            SELECT 'constraint ' || n.nspname || '.' || coalesce(c.conrelid::regclass::text, '') || ' ' || c.conname || ' '
                   || pg_get_constraintdef(c.oid)
              FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
             WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ORDER BY line
            """;

    private SchemaLines() {}

    /** @throws ReleaseFailedException if the database cannot be asked */
    public static List<String> of(DatabaseSettings database) {
        try (Connection session = ReleaseSession.open(database);
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(LINES)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw ReleaseSession.unreachable("the schema of " + database.id() + " cannot be read", e);
        }
    }
}
