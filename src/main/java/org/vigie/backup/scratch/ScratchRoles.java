package org.vigie.backup.scratch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.backup.contents.CatalogueObject;
import org.vigie.backup.contents.DatabaseContents;

/**
 * The roles that a dump names, which no dump of one database holds. Nobody can log in as one of them, and they have no password.
 */
final class ScratchRoles {

    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.of(
            "superuser", "SUPERUSER",
            "inherit", "INHERIT",
            "createRole", "CREATEROLE",
            "createDatabase", "CREATEDB",
            "replication", "REPLICATION",
            "bypassRowSecurity", "BYPASSRLS"));

    private static final String KEEP_SETTINGS = """
            INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig) SELECT 0, oid, ? FROM pg_roles WHERE rolname = ?
            """;

    private ScratchRoles() {}

    static void make(Connection server, DatabaseContents expected) {
        expected.objects("role").forEach(role -> {
            String attributes = String.join(
                    " ",
                    ATTRIBUTES.entrySet().stream()
                            .map(attribute ->
                                    is(role, attribute.getKey()) ? attribute.getValue() : "NO" + attribute.getValue())
                            .toList());
            execute(
                    server,
                    role,
                    "CREATE ROLE " + quoted(role.properties().get("plainName")) + " NOLOGIN " + attributes);
        });
        expected.objects("membership")
                .forEach(membership -> execute(
                        server,
                        membership,
                        "GRANT " + quoted(membership.properties().get("role")) + " TO "
                                + quoted(membership.properties().get("member"))
                                + (is(membership, "admin") ? " WITH ADMIN OPTION" : "")));
        expected.objects("setting")
                .filter(setting -> setting.properties().containsKey("everywhereForRole"))
                .collect(Collectors.groupingBy(
                        setting -> setting.properties().get("everywhereForRole"), TreeMap::new, Collectors.toList()))
                .forEach((role, settings) -> keep(server, role, settings));
    }

    /** Written as they were read: what stands in them would have to be taken apart and quoted again for ALTER ROLE. */
    private static void keep(Connection server, String role, List<CatalogueObject> settings) {
        String[] entries = settings.stream()
                .map(CatalogueObject::properties)
                .map(setting -> setting.get("parameter") + "=" + setting.get("value"))
                .toArray(String[]::new);
        try (PreparedStatement statement = server.prepareStatement(KEEP_SETTINGS)) {
            statement.setArray(1, server.createArrayOf("text", entries));
            statement.setString(2, role);
            statement.execute();
        } catch (SQLException e) {
            throw refused(settings.getFirst(), e);
        }
    }

    private static boolean is(CatalogueObject object, String property) {
        return "t".equals(object.properties().get(property));
    }

    private static void execute(Connection server, CatalogueObject what, String sql) {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(what, e);
        }
    }

    private static RestoreStopped refused(CatalogueObject what, SQLException e) {
        return RestoreStopped.inconclusive(
                "role-not-made",
                "the scratch server does not take the " + what.kind() + " " + what.name() + ": " + e.getMessage());
    }

    static String quoted(String name) {
        return '"' + String.valueOf(name).replace("\"", "\"\"") + '"';
    }
}
