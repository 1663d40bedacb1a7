package org.vigie.backup.recovery;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The databases of a server, by name and number. A name may hold every character. */
final class ServerDatabases {

    private static final int LONGEST_NAME = 63;

    private final Connection server;

    ServerDatabases(Connection server) {
        this.server = server;
    }

    /** The number of a database, which it keeps when it is renamed. */
    Optional<Long> number(String name) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement("SELECT oid FROM pg_database WHERE datname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Those whose name begins so. */
    List<String> beginningWith(String start) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement =
                server.prepareStatement("SELECT datname FROM pg_database WHERE starts_with(datname, ?)")) {
            statement.setString(1, start);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** Removes one, with the sessions that are on it. */
    void drop(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    }

    void allowConnections(String name, boolean allowed) throws SQLException {
        execute("ALTER DATABASE " + quoted(name) + " WITH ALLOW_CONNECTIONS " + allowed);
    }

    void rename(String name, String other) throws SQLException {
        execute("ALTER DATABASE " + quoted(name) + " RENAME TO " + quoted(other));
    }

    /** Ends all sessions on a database. */
    void endSessions(String name) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()")) {
            statement.setString(1, name);
            statement.execute();
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As SQL with standard strings. */
    static String literal(String text) {
        return (text.indexOf('\\') >= 0 ? " E" : "") + "'"
                + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A name and an ending, cut between them to what PostgreSQL takes. */
    static String named(String name, String ending) {
        String start = name;
        while (bytes(start) + bytes(ending) > LONGEST_NAME) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
