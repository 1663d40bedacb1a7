package org.vigie.platform.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.vigie.shared.HintedException;

/** The databases of the application {@code demo}: a small bookshop to try Vigie on, with an account of its own, and one for staging. */
public final class DemoDatabase {

    /** Name of the database, of its owner and of the application. */
    public static final String NAME = "demo";

    /** Where versions of the application are tried; begins empty. */
    public static final String STAGING = "demo_staging";

    /** File with the password of the account that may do everything on the server, in the folder of passwords. */
    public static final String ADMINISTRATOR_PASSWORD = "postgres-password";

    private static final String CONTENTS = "/demo/schema.sql";
    private static final String ROLE_EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String DATABASE_EXISTS = "SELECT 1 FROM pg_database WHERE datname = ?";
    private static final String CREATE_ROLE =
            "CREATE ROLE demo LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
    private static final String CREATE_DATABASE = "CREATE DATABASE %s OWNER demo";

    /** A mark on the database, not in it: who empties the database, or restores it, does not get the contents again. */
    private static final String FILLED = """
            SELECT 1 FROM pg_database WHERE datname = ? AND shobj_description(oid, 'pg_database') IS NOT NULL
            """;

    private static final String MARK_FILLED = "COMMENT ON DATABASE demo IS 'Filled by Vigie, once'";

    private final PostgresAccount owner;
    private final int port;
    private final Path passwordFile;

    /**
     * @param owner the account of Vigie's database, which may do everything on the server
     * @param secrets folder of passwords
     * @throws HintedException when Vigie's own database has that name
     */
    public DemoDatabase(PostgresAccount owner, int port, Path secrets) {
        if (List.of(NAME, STAGING).contains(owner.database())) {
            throw new HintedException(
                    "Vigie's own database cannot have the name " + owner.database()
                            + ", which is that of the demonstration",
                    "Choose another vigie.platform.postgres.database, or set vigie.platform.demo.enabled to false.");
        }
        this.owner = owner;
        this.port = port;
        this.passwordFile = secrets.resolve(NAME + "-password");
    }

    /** The file with the password of the account, which only its owner can read. */
    public Path passwordFile() {
        return passwordFile;
    }

    /** The account that may make and rename databases, for the recovery of this one. */
    public String administrator() {
        return owner.name();
    }

    /** The file with its password, which only its owner can read. */
    public Path administratorPasswordFile() {
        return passwordFile.resolveSibling(ADMINISTRATOR_PASSWORD);
    }

    /**
     * Makes the account, the database and, once, its contents. The account reaches these databases and no others. Harmless
     * when called again, also after a call that ended half-way.
     *
     * @throws HintedException when that fails
     */
    public void make() {
        try {
            PostgresAccount account = PostgresAccount.keptIn(passwordFile, NAME);
            try (Connection server = connect(owner.maintenanceUrl(port), owner)) {
                makeAccount(server, account);
                for (String database : List.of(NAME, STAGING)) {
                    if (!exists(server, DATABASE_EXISTS, database)) {
                        execute(server, CREATE_DATABASE.formatted(database));
                    }
                }
                closeToOthers(server);
            }
            try (Connection database = connect(account.url(port), account)) {
                fill(database);
            }
        } catch (SQLException e) {
            throw new HintedException(
                    "the database of the demonstration cannot be made: " + e.getMessage(),
                    "Mend what it names, or set vigie.platform.demo.enabled to false.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the password in " + passwordFile, e);
        }
    }

    private static void makeAccount(Connection server, PostgresAccount account) throws SQLException {
        if (!exists(server, ROLE_EXISTS)) {
            execute(server, CREATE_ROLE);
        }
        // every time, as the file may have been made anew; sent as a hash, so that no log of the server can hold it
        server.unwrap(PGConnection.class)
                .alterUserPassword(account.name(), account.password().toCharArray(), "scram-sha-256");
    }

    /** PostgreSQL lets every account into every database unless told otherwise. */
    private void closeToOthers(Connection server) throws SQLException {
        for (String database : List.of(owner.database(), "postgres", "template1", NAME, STAGING)) {
            execute(server, "REVOKE ALL ON DATABASE \"" + database + "\" FROM PUBLIC");
        }
    }

    private static void fill(Connection database) throws SQLException, IOException {
        if (exists(database, FILLED)) {
            return;
        }
        database.setAutoCommit(false);
        execute(database, contents());
        execute(database, MARK_FILLED);
        database.commit();
    }

    private static String contents() throws IOException {
        try (InputStream file = Objects.requireNonNull(DemoDatabase.class.getResourceAsStream(CONTENTS), CONTENTS)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        return exists(connection, query, NAME);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url, PostgresAccount account) throws SQLException {
        return DriverManager.getConnection(url, account.name(), account.password());
    }
}
