package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.vigie.command.Signals;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.ChildFolders;

/** PostgreSQL: holds what Vigie itself must remember. */
public final class PostgresDefinition implements ChildDefinition {

    /** The name of the child. */
    public static final String NAME = "postgres";

    private final SoftwareCache software;
    private final ChildFolders folders;
    private final int port;
    private final PostgresAccount account;
    private final @Nullable WorkingAccount working;

    /**
     * @param account owner of the server and of Vigie's database
     * @param working the account by which Vigie works on it, or null: the owner does
     */
    public PostgresDefinition(
            SoftwareCache software,
            ChildFolders folders,
            int port,
            PostgresAccount account,
            @Nullable WorkingAccount working) {
        this.software = software;
        this.folders = folders;
        this.port = port;
        this.account = account;
        this.working = working;
    }

    /** Where the server keeps its files. */
    public static Path dataFolder(ChildFolders folders) {
        return folders.data().resolve(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChildCommand prepare() throws IOException {
        Path home = software.postgres();
        PostgresCluster cluster = new PostgresCluster(home, dataFolder(folders), folders.temporary(NAME));
        cluster.create(account);
        List<String> command = cluster.command(
                "postgres",
                "-D",
                dataFolder(folders).toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "max_connections=60");
        return new ChildCommand(command, "postgres", Map.of(), home, null);
    }

    /** Also makes Vigie's database and the account that works on it, when the server answers for the first time. */
    @Override
    public boolean answers() {
        Properties login = new Properties();
        login.setProperty("user", account.name());
        login.setProperty("password", account.password());
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "5");
        try (var connection = DriverManager.getConnection(account.maintenanceUrl(port), login);
                var statement = connection.createStatement()) {
            String exists = "SELECT 1 FROM pg_database WHERE datname = '" + account.database() + "'";
            try (var rows = statement.executeQuery(exists)) {
                if (!rows.next()) {
                    statement.execute("CREATE DATABASE \"" + account.database() + "\"");
                }
            }
            if (working != null) {
                working.make(connection);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void started(Process process) throws IOException {
        PostgresWatch.over(process, dataFolder(folders));
    }

    @Override
    public void askToEnd(Process process) {
        Signals.interrupt(process.toHandle());
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(20);
    }
}
