package org.vigie.backup.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigie.backup.contents.DatabaseContents;

/** Whether a server has the extensions of a database, asked before the restore fails half-way with what follows from it. */
final class Extensions {

    private Extensions() {}

    static void require(Connection server, DatabaseContents expected) throws SQLException {
        List<String> missing = missing(server, expected);
        if (!missing.isEmpty()) {
            throw RestoreStopped.inconclusive(
                    "extension-unavailable", "the scratch server has no extension " + String.join(", ", missing));
        }
    }

    /** Name and version of those that the server does not have in any version. */
    static List<String> missing(Connection server, DatabaseContents expected) throws SQLException {
        Set<String> available = new HashSet<>();
        try (Statement statement = server.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pg_available_extensions")) {
            while (rows.next()) {
                available.add(rows.getString(1));
            }
        }
        return expected.objects("extension")
                .filter(extension -> !available.contains(extension.properties().get("plainName")))
                .map(extension ->
                        extension.name() + " " + extension.properties().get("version"))
                .toList();
    }
}
