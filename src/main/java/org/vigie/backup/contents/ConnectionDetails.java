package org.vigie.backup.contents;

import java.util.function.Supplier;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.HintedException;

/**
 * How to reach a database.
 *
 * @param host name or address of the server
 * @param port port of the server
 * @param database name of the database
 * @param user account to log in with
 * @param password asked for at each login; never kept, never shown
 */
public record ConnectionDetails(String host, int port, String database, String user, Supplier<String> password) {

    /** Those of a database of a plan. */
    public static ConnectionDetails of(DatabaseSettings settings) {
        return new ConnectionDetails(
                settings.host(),
                settings.port(),
                settings.name(),
                settings.user(),
                () -> settings.passwordFrom()
                        .read()
                        .orElseThrow(() -> new HintedException(
                                "there is no password in " + settings.passwordFrom(), "Put it there.")));
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
