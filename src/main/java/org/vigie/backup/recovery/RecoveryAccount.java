package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.PlainSession;
import org.vigie.shared.SecretRef;

/** The sessions of a recovery: as the account that may make databases, and as the account of the database. */
final class RecoveryAccount {

    private static final String NAME = "vigie-recovery";
    private static final Map<String, String> OPTIONS = Map.of(
            "options",
            "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
                    + " -c default_transaction_read_only=off -c client_min_messages=warning");

    private RecoveryAccount() {}

    static String user(DatabaseSettings database) {
        return Objects.requireNonNullElse(database.recovery().user(), database.user());
    }

    static SecretRef passwordFrom(DatabaseSettings database) {
        return Objects.requireNonNullElse(database.recovery().passwordFrom(), database.passwordFrom());
    }

    /** Where databases are made and renamed. */
    static Connection maintenance(DatabaseSettings database) throws SQLException {
        return open(database, database.recovery().maintenance());
    }

    /** A database of the server, as the account that may make databases. */
    static Connection open(DatabaseSettings database, String name) throws SQLException {
        return session(database, name, user(database), passwordFrom(database));
    }

    /** The database of the plan, as its own account. */
    static Connection own(DatabaseSettings database) throws SQLException {
        return session(database, database.name(), database.user(), database.passwordFrom());
    }

    static ConnectionDetails details(DatabaseSettings database, String name) {
        return new ConnectionDetails(
                database.host(), database.port(), name, user(database), () -> password(passwordFrom(database)));
    }

    /** @throws BackupFailedException if there is none in its place */
    static String password(SecretRef place) {
        return place.read()
                .orElseThrow(() -> new BackupFailedException(
                        "password-missing", "there is no password in " + place, "Set it there, then ask again."));
    }

    private static Connection session(DatabaseSettings database, String name, String user, SecretRef password)
            throws SQLException {
        return PlainSession.open(database.host(), database.port(), name, user, password(password), NAME, OPTIONS);
    }
}
