package org.vigie.release.deployment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.PlainSession;

/** A look of a release into the database of its application. */
final class ReleaseSession {

    private ReleaseSession() {}

    /**
     * Opens one by the account of the plan.
     *
     * @throws ReleaseFailedException if there is no password
     */
    static Connection open(DatabaseSettings database) throws SQLException {
        String password = database.passwordFrom()
                .read()
                .orElseThrow(() -> new ReleaseFailedException(
                        "password-missing", "there is no password in " + database.passwordFrom()));
        return PlainSession.open(
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                password,
                "vigie-release",
                Map.of());
    }

    /** @param what could not be done, such as {@code the schema of main cannot be read} */
    static ReleaseFailedException unreachable(String what, SQLException e) {
        return new ReleaseFailedException(
                "database-unreachable",
                what + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
}
