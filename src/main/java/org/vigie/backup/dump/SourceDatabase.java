package org.vigie.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.vigie.backup.BackupFailedException;
import org.vigie.plan.DatabaseSettings;

/** Opens sessions on the database of a plan, and says in stable codes why that or a statement failed. */
public final class SourceDatabase {

    private static final String HINT = "See docs/backups.md, section Causes, then ask for the backup again.";

    private SourceDatabase() {}

    /**
     * A session without time-outs, with the settings that reading needs.
     *
     * @throws BackupFailedException with the cause if there is none
     */
    public static Connection open(DatabaseSettings database) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", password(database));
        properties.setProperty("ApplicationName", "vigie-backup");
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "options",
                "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
                        + " -c row_security=off -c tcp_keepalives_idle=60");
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + host(database) + ":" + database.port() + "/" + encoded(database.name()),
                    properties);
        } catch (SQLException e) {
            throw failure("cannot connect to " + database.id(), e);
        }
    }

    /** @throws BackupFailedException if the plan's place of it has none */
    static String password(DatabaseSettings database) {
        return database.passwordFrom()
                .read()
                .orElseThrow(() -> new BackupFailedException(
                        "password-missing",
                        "there is no password in " + database.passwordFrom(),
                        "Set it there, then ask for the backup again."));
    }

    /** The failure of a statement or a connection, with a cause by SQLSTATE. */
    public static BackupFailedException failure(String what, SQLException e) {
        String cause = String.valueOf(e.getMessage()).contains("row-level security")
                ? "row-security-hides-rows"
                : cause(e.getSQLState());
        return new BackupFailedException(cause, what + ": " + oneLine(e.getMessage()), HINT);
    }

    private static String cause(String state) {
        return switch (state == null ? "" : state) {
            case "28P01", "28000" -> "login-refused";
            case "3D000" -> "database-missing";
            case "42501" -> "privilege-missing";
            case "53300" -> "connections-exhausted";
            case "57P03" -> "server-starting";
            case "55P03", "40P01" -> "lock-conflict";
            case "53100" -> "disk-full";
            case "XX001", "XX002" -> "source-corrupt";
            case "08001", "08006", "08003", "08004", "57P01", "57P02" -> "connection-lost";
            default -> "source-failed";
        };
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }

    private static String host(DatabaseSettings database) {
        return database.host().contains(":") ? "[" + database.host() + "]" : database.host();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
