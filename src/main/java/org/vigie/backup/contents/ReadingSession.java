package org.vigie.backup.contents;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One connection that reads in a snapshot and changes nothing. Whatever makes text of values differ between servers, databases and
 * accounts is fixed; row-level security raises an error instead of hiding rows. For one thread.
 */
final class ReadingSession implements AutoCloseable {

    private static final int FETCH_SIZE = 1_000;

    /** The settings of session, account and database that change what is read, how it is printed, or how long it may take. */
    private static final String PINNED = """
            SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY, NOT DEFERRABLE;
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO, YMD';
            SET IntervalStyle = 'postgres';
            SET extra_float_digits = 3;
            SET bytea_output = 'hex';
            SET xmlbinary = 'base64';
            SET lc_monetary = 'C';
            SET lc_numeric = 'C';
            SET lc_time = 'C';
            SET search_path = 'pg_catalog';
            SET quote_all_identifiers = off;
            SET row_security = off;
            SET lock_timeout = 0;
            SET idle_in_transaction_session_timeout = 0;
            SET max_parallel_workers_per_gather = 0;
            SET synchronize_seqscans = off;
            SET jit = off;
            """;

    private final Connection connection;

    private ReadingSession(Connection connection) {
        this.connection = connection;
    }

    /** @param snapshotId as exported by another session of the same database; null for a snapshot of its own */
    static ReadingSession open(ConnectionDetails source, @Nullable String snapshotId) {
        try {
            Connection connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + source.host() + ":" + source.port() + "/", login(source));
            ReadingSession session = new ReadingSession(connection);
            try {
                session.begin(snapshotId);
                return session;
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ContentsException.of("cannot read " + source, e);
        }
    }

    private static Properties login(ConnectionDetails source) {
        Properties login = new Properties();
        // not in the address: a name may hold every character
        login.setProperty("PGDBNAME", source.database());
        login.setProperty("user", source.user());
        login.setProperty("password", source.password().get());
        login.setProperty("ApplicationName", "Vigie reads contents");
        login.setProperty("connectTimeout", "10");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("prepareThreshold", "0");
        return login;
    }

    private void begin(@Nullable String snapshotId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // by itself: a limit of the account or the database holds for the statement that lifts it
            statement.execute("SET statement_timeout = 0");
            statement.execute(PINNED);
            connection.setAutoCommit(false);
            if (snapshotId != null) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + snapshotId.replace("'", "''") + "'");
            }
        }
    }

    /** The snapshot that this session reads in, for further sessions while this one is open. */
    String exportSnapshot() {
        return query("cannot export a snapshot", "SELECT pg_export_snapshot()", row -> row.getString(1))
                .getFirst();
    }

    /** Reads one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * All rows of a query.
     *
     * @param failure what it means for people if it fails
     */
    <T> List<T> query(String failure, String sql, RowReader<T> reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw ContentsException.of(failure, e);
        }
    }

    /** Ends a query that another thread waits for, on the server too: who waits there for a lock does not notice that nobody waits for him. */
    void abort() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // the server ends it when it has something to say
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing was changed, so nothing is lost
        }
    }
}
