package org.vigie.backup.dump;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.vigie.backup.BackupFailedException;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.PlainSession;

/** Opens sessions on the database of a plan, and says in stable codes why that or a statement failed. */
public final class SourceDatabase {

    private static final String HINT = "See docs/backups.md, section Causes, then ask for the backup again.";

    private static final String OPTIONS =
            "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
                    + " -c row_security=off -c tcp_keepalives_idle=60";

    private SourceDatabase() {}

    /**
     * A session whose statements have the time they need, with the settings that reading needs.
     *
     * @throws BackupFailedException with the cause if there is none
     */
    public static Connection open(DatabaseSettings database) {
        try {
            return PlainSession.open(
                    database.host(),
                    database.port(),
                    database.name(),
                    database.user(),
                    password(database),
                    "vigie-backup",
                    Map.of("options", OPTIONS));
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
}
