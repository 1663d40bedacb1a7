package org.vigie.backup.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.platform.ScratchServer;
import org.vigie.shared.PlainSession;

/** Connections to a scratch server. */
final class ScratchConnections {

    private static final String DATABASES =
            "SELECT datname FROM pg_database WHERE datname NOT IN ('template0', 'template1')";

    private ScratchConnections() {}

    static ConnectionDetails details(ScratchServer server, String database) {
        return new ConnectionDetails("127.0.0.1", server.port(), database, server.user(), server::password);
    }

    static Connection open(ScratchServer server, String database) throws SQLException {
        return PlainSession.open(
                "127.0.0.1", server.port(), database, server.user(), server.password(), "Vigie restores", Map.of());
    }

    static void use(ScratchServer server, String database, Consumer<Connection> use) {
        try (Connection connection = open(server, database)) {
            use.accept(connection);
        } catch (SQLException e) {
            throw RestoreStopped.inconclusive("scratch-server-lost", String.valueOf(e.getMessage()));
        }
    }

    static void execute(ScratchServer server, String database, String sql) {
        use(server, database, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw server.isUp()
                        ? RestoreStopped.refused("restored-unreadable", sql + " fails: " + e.getMessage())
                        : RestoreStopped.inconclusive("scratch-server-lost", String.valueOf(e.getMessage()));
            }
        });
    }

    /** Those that were restored. */
    static List<String> databases(ScratchServer server) {
        List<String> names = new ArrayList<>();
        use(server, "template1", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(DATABASES)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw RestoreStopped.inconclusive("scratch-server-lost", String.valueOf(e.getMessage()));
            }
        });
        return names;
    }
}
