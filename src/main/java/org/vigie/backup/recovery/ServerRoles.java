package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.vigie.backup.contents.CatalogueObject;
import org.vigie.backup.contents.DatabaseContents;

/**
 * The roles that a database needs, made where they are missing, as on a server that was set up anew. A backup holds no password: only
 * the account of the plan gets its own again.
 */
final class ServerRoles {

    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.of(
            "superuser", "SUPERUSER",
            "inherit", "INHERIT",
            "createRole", "CREATEROLE",
            "createDatabase", "CREATEDB",
            "replication", "REPLICATION",
            "bypassRowSecurity", "BYPASSRLS",
            "login", "LOGIN"));

    private ServerRoles() {}

    /**
     * Makes what is missing, with its memberships.
     *
     * @param account the account of the plan
     * @return those that can log in and have no password yet
     */
    static List<String> make(Connection server, DatabaseContents expected, String account, String password)
            throws SQLException {
        Set<String> there = names(server);
        List<String> withoutPassword = new ArrayList<>();
        Set<String> made = new HashSet<>();
        for (CatalogueObject role : expected.objects("role").toList()) {
            String name = role.properties().get("plainName");
            if (there.contains(name)) {
                continue;
            }
            execute(server, "CREATE ROLE " + ServerDatabases.quoted(name) + attributes(role));
            made.add(name);
            if (name.equals(account)) {
                server.unwrap(PGConnection.class).alterUserPassword(account, password.toCharArray(), "scram-sha-256");
            } else if (is(role, "login")) {
                withoutPassword.add(name);
            }
        }
        for (CatalogueObject membership : expected.objects("membership").toList()) {
            String member = membership.properties().get("member");
            if (made.contains(member) || made.contains(membership.properties().get("role"))) {
                execute(
                        server,
                        "GRANT "
                                + ServerDatabases.quoted(membership.properties().get("role")) + " TO "
                                + ServerDatabases.quoted(member)
                                + (is(membership, "admin") ? " WITH ADMIN OPTION" : ""));
            }
        }
        keepSettings(server, expected, made);
        return withoutPassword;
    }

    /** Values of an application's own parameters are in no backup. */
    private static void keepSettings(Connection server, DatabaseContents expected, Set<String> made)
            throws SQLException {
        for (CatalogueObject setting : expected.objects("setting").toList()) {
            Map<String, String> properties = setting.properties();
            if (made.contains(properties.getOrDefault("everywhereForRole", ""))
                    && !properties.get("parameter").contains(".")) {
                try (PreparedStatement statement = server.prepareStatement(
                        "INSERT INTO pg_db_role_setting AS s (setdatabase, setrole, setconfig) "
                                + "SELECT 0, oid, ARRAY[?] FROM pg_roles WHERE rolname = ? "
                                + "ON CONFLICT (setdatabase, setrole) DO UPDATE SET setconfig = s.setconfig || excluded.setconfig")) {
                    statement.setString(1, properties.get("parameter") + "=" + properties.get("value"));
                    statement.setString(2, properties.get("everywhereForRole"));
                    statement.execute();
                }
            }
        }
    }

    private static Set<String> names(Connection server) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = server.createStatement();
                ResultSet rows = statement.executeQuery("SELECT rolname FROM pg_roles")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String attributes(CatalogueObject role) {
        StringBuilder attributes = new StringBuilder();
        ATTRIBUTES.forEach((property, word) ->
                attributes.append(' ').append(is(role, property) ? "" : "NO").append(word));
        return attributes.toString();
    }

    private static boolean is(CatalogueObject object, String property) {
        return "t".equals(object.properties().get(property));
    }

    private static void execute(Connection server, String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
