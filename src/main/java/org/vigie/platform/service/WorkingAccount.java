package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.vigie.shared.SecretFile;

/**
 * The account by which Vigie works on its database. It owns nothing: what it may do is granted after each migration, and of the audit
 * trail it may read and add only.
 *
 * @param name the user to log in as
 * @param database that it may enter
 * @param password made at random once
 */
public record WorkingAccount(String name, String database, String password) {

    /** An account of the owner's database whose password is kept in a file only Vigie can read; made when the file is absent. */
    public static WorkingAccount keptIn(Path file, PostgresAccount owner) throws IOException {
        return new WorkingAccount(owner.database() + "_work", owner.database(), new SecretFile(file).readOrMake());
    }

    /** Makes it on the server, or gives it its password again: the file may have been made anew. */
    void make(Connection server) throws SQLException {
        try (Statement statement = server.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE ROLE \"" + name
                        + "\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
            }
            statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE \"" + database + "\" TO \"" + name + "\"");
        }
        // as a hash, so that no log of the server can hold it
        server.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), "scram-sha-256");
    }

    private boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
            return rows.next();
        }
    }

    @Override
    public String toString() {
        return "WorkingAccount[" + name + "]";
    }
}
