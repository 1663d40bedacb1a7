package org.vigie.backup.dump;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.backup.BackupFailedException;
import org.vigie.plan.DatabaseSettings;

/**
 * One state of a database that several sessions read. Every table is locked (ACCESS SHARE) before the snapshot is taken: a
 * TRUNCATE, ALTER or DROP that comes in between would show in the dump although it is not in the snapshot. Held until closed.
 */
public final class Snapshot implements AutoCloseable {

    /** What pg_dump reads: no catalogue, no temporary tables; those of extensions too, whose contents it may dump. */
    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname), has_table_privilege(c.oid, 'SELECT')
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             ORDER BY c.oid
            """;
    /** Where frameworks keep which migrations a database has seen. */
    private static final List<String> MIGRATIONS = List.of(
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1",
            "SELECT app || '.' || name FROM django_migrations ORDER BY id DESC LIMIT 1",
            "SELECT version FROM doctrine_migration_versions ORDER BY executed_at DESC NULLS LAST, version DESC LIMIT 1");

    private final Connection connection;
    private final String id;

    private Snapshot(Connection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    /**
     * Locks all tables and takes the snapshot.
     *
     * @param patience how long to wait for a lock
     * @throws BackupFailedException with the cause; {@code lock-conflict} if a lock was not to be had in time
     */
    public static Snapshot take(DatabaseSettings database, Duration patience) {
        Connection connection = SourceDatabase.open(database);
        try {
            List<String> tables = tables(connection);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            lock(connection, tables, patience);
            String id = text(connection, "SELECT pg_export_snapshot()");
            // one that was made meanwhile is in the snapshot but not locked
            if (!tables.containsAll(tables(connection))) {
                throw new BackupFailedException("lock-conflict", "a table was made while the others were locked");
            }
            return new Snapshot(connection, id);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw SourceDatabase.failure("cannot take a snapshot", e);
        } catch (RuntimeException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                (rows.getBoolean(2) ? tables : unreadable).add(rows.getString(1));
            }
        }
        if (!unreadable.isEmpty()) {
            throw new BackupFailedException(
                    "privilege-missing",
                    "the account may not read " + String.join(", ", unreadable),
                    "Grant SELECT on them to the account of the plan, then ask for the backup again.");
        }
        return tables;
    }

    private static void lock(Connection connection, List<String> tables, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!tables.isEmpty()) {
                statement.execute("SET LOCAL lock_timeout = '" + patience.toMillis() + "ms'");
                statement.execute("LOCK TABLE ONLY " + String.join(", ONLY ", tables) + " IN ACCESS SHARE MODE");
            }
        }
    }

    /** What other sessions import: {@code SET TRANSACTION SNAPSHOT}, {@code pg_dump --snapshot}. */
    public String id() {
        return id;
    }

    /** The newest migration that the database has seen, as its framework keeps it; null if none is known. */
    public @Nullable String migrationHead() {
        for (String query : MIGRATIONS) {
            String table = query.replaceAll("(?s).* FROM (\\w+) .*", "$1");
            try {
                if (text(connection, "SELECT to_regclass('" + table + "')::text") != null) {
                    return text(connection, query);
                }
            } catch (SQLException e) {
                throw SourceDatabase.failure("cannot read " + table, e);
            }
        }
        return null;
    }

    /** @throws BackupFailedException {@code snapshot-lost} if the session is gone, and with it what was read in it later */
    public void requireHeld() {
        try {
            text(connection, "SELECT 1");
        } catch (SQLException e) {
            throw new BackupFailedException(
                    "snapshot-lost", "the session that held the snapshot was ended: " + e.getMessage());
        }
    }

    private static @Nullable String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the session ends with its connection, whatever it says
        }
    }
}
