package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import org.vigie.shared.SecretFile;

/**
 * An account of the server that owns a database of the same name: that of Vigie, or that of the demonstration.
 *
 * @param database name of the database and of its owner
 * @param password made at random once
 */
public record PostgresAccount(String database, String password) {

    /** An account whose password is kept in a file only its owner can read; made when the file is absent. */
    public static PostgresAccount keptIn(Path file, String database) throws IOException {
        return new PostgresAccount(database, new SecretFile(file).readOrMake());
    }

    /** The user to log in as. */
    public String name() {
        return database;
    }

    /** Address of the account's database. */
    public String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Address of the database that every server has. */
    String maintenanceUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public String toString() {
        return "PostgresAccount[" + database + "]";
    }
}
