package org.vigie.release.deployment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vigie.plan.DatabaseSettings;

/**
 * Sessions of a command on the server of a database. Ending a program does not end what it had begun there: a statement that waits for a
 * lock goes on as soon as it gets it.
 */
public final class DatabaseSessions {

    private static final String NAMED =
            "FROM pg_stat_activity WHERE datname = current_database() AND application_name = ? AND pid <> pg_backend_pid()";
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int SHOWN = 100;

    private DatabaseSessions() {}

    /**
     * How that went.
     *
     * @param ended what they were doing, one line each
     * @param left what would not end
     */
    public record Result(List<String> ended, List<String> left) {}

    /**
     * Ends sessions by their name and waits until they are gone.
     *
     * @throws ReleaseFailedException if the database cannot be asked
     */
    public static Result end(DatabaseSettings database, String name) {
        try (Connection session = ReleaseSession.open(database)) {
            List<String> found = ask(session, "SELECT query " + NAMED, name);
            if (found.isEmpty()) {
                return new Result(List.of(), List.of());
            }
            ask(session, "SELECT pg_terminate_backend(pid)::text " + NAMED, name);
            long deadline = System.nanoTime() + TO_END.toNanos();
            List<String> left = ask(session, "SELECT query " + NAMED, name);
            while (!left.isEmpty() && System.nanoTime() < deadline) {
                Pause.of(BETWEEN_LOOKS);
                left = ask(session, "SELECT query " + NAMED, name);
            }
            return new Result(found, left);
        } catch (SQLException e) {
            throw ReleaseSession.unreachable("the sessions of " + database.id() + " cannot be looked at", e);
        }
    }

    private static List<String> ask(Connection session, String sql, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, name);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String line = String.valueOf(rows.getString(1)).strip().replaceAll("\\s+", " ");
                    lines.add(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
                }
            }
            return lines;
        }
    }
}
