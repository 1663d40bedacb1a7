package org.vigie.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.support.TestDatabase;

/** A database of its own on the server of the tests, to be backed up. */
public final class SourceDatabase {

    private static final Object ROLES = new Object();

    private final String url;

    private SourceDatabase(String url) {
        this.url = url;
    }

    public static SourceDatabase empty() {
        return new SourceDatabase(TestDatabase.newDatabase());
    }

    /** One with everything in it that is unusual. */
    public static SourceDatabase unusual() {
        SourceDatabase database = empty();
        synchronized (ROLES) {
            if (database.value("SELECT count(*) FROM pg_roles WHERE rolname = 'unusual_app'")
                    .equals("0")) {
                database.execute(resource("unusual-roles.sql"));
            }
        }
        database.execute(resource("unusual.sql"));
        return database;
    }

    public static SourceDatabase of(String... statements) {
        return empty().execute(statements);
    }

    public SourceDatabase execute(String... statements) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String value(String query) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    public String name() {
        return details().database();
    }

    public ConnectionDetails details() {
        return details("postgres", "unused");
    }

    public ConnectionDetails details(String user, String password) {
        var uri = java.net.URI.create(url.substring("jdbc:".length()));
        return new ConnectionDetails(uri.getHost(), uri.getPort(), uri.getPath().substring(1), user, () -> password);
    }

    public DatabaseContents contents() {
        return new ContentsReader().read(details(), null, 2, ContentsProgress.NONE);
    }

    private static String resource(String name) {
        try (InputStream in = SourceDatabase.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
