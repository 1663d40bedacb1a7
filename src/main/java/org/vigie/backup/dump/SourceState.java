package org.vigie.backup.dump;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.vigie.backup.BackupFailedException;
import org.vigie.plan.DatabaseSettings;

/**
 * What a database is before it is dumped.
 *
 * @param serverVersion as a number, such as 150018
 * @param systemIdentifier of its cluster, made once by initdb
 * @param tables ordinary tables
 * @param rows that they hold together
 * @param bytes its size on the server
 */
public record SourceState(int serverVersion, String systemIdentifier, int tables, long rows, long bytes) {

    private static final String QUERY = """
            SELECT current_setting('server_version_num')::int AS version,
                   (SELECT system_identifier::text FROM pg_control_system()) AS system_identifier,
                   pg_database_size(current_database()) AS bytes,
                   count(*) AS tables
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;
    private static final String EXACT = """
            SELECT coalesce(sum((xpath('/row/n/text()', query_to_xml(
                       format('SELECT count(*) AS n FROM ONLY %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::bigint), 0)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    /** The major version of its server. */
    public int serverMajor() {
        return serverVersion / 10_000;
    }

    /** @throws BackupFailedException with the cause if it cannot be asked */
    public static SourceState ask(DatabaseSettings database) {
        try (Connection connection = SourceDatabase.open(database);
                Statement statement = connection.createStatement()) {
            requireSnapshots(connection, database);
            return read(statement);
        } catch (SQLException e) {
            throw SourceDatabase.failure("cannot read about " + database.id(), e);
        }
    }

    /** What a database is, read over a session of the caller's. */
    public static SourceState read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return read(statement);
        }
    }

    private static SourceState read(Statement statement) throws SQLException {
        long rows = rows(statement);
        try (ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new SourceState(
                    row.getInt("version"),
                    row.getString("system_identifier"),
                    row.getInt("tables"),
                    rows,
                    row.getLong("bytes"));
        }
    }

    private static long rows(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(EXACT)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A pooler that gives each transaction another server session would break the dump in the middle. */
    private static void requireSnapshots(Connection first, DatabaseSettings database) throws SQLException {
        first.setAutoCommit(false);
        try (Connection second = SourceDatabase.open(database);
                Statement exporting = first.createStatement();
                Statement importing = second.createStatement();
                ResultSet snapshot = exporting.executeQuery("SELECT pg_export_snapshot()")) {
            snapshot.next();
            second.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            second.setAutoCommit(false);
            importing.execute("SET TRANSACTION SNAPSHOT '" + snapshot.getString(1) + "'");
        } catch (SQLException e) {
            if ("22023".equals(e.getSQLState()) || "0A000".equals(e.getSQLState())) {
                throw new BackupFailedException(
                        "no-snapshots",
                        "a second session cannot import a snapshot: " + e.getMessage(),
                        "Let the plan name the server itself, not a pooler in front of it.");
            }
            throw e;
        } finally {
            first.rollback();
            first.setAutoCommit(true);
        }
    }
}
