package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.vigie.command.Signals;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.ChildFolders;

/** PostgreSQL for a restore that is thrown away afterwards: empty, durable, and with nothing that acts on the outside. */
public final class ScratchPostgresDefinition implements ChildDefinition {

    /** The name of the child. */
    public static final String NAME = "scratch";

    private final Path home;
    private final ChildFolders folders;
    private final int port;
    private final PostgresAccount account;
    private final Map<String, String> settings;

    /**
     * @param home holds {@code bin/postgres} and {@code bin/initdb}
     * @param account the superuser that is made; the server has no database but its templates
     * @param settings of the server, beside the address it listens on
     */
    public ScratchPostgresDefinition(
            Path home, ChildFolders folders, int port, PostgresAccount account, Map<String, String> settings) {
        this.home = home;
        this.folders = folders;
        this.port = port;
        this.account = account;
        this.settings = Map.copyOf(settings);
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
        PostgresCluster cluster = new PostgresCluster(home, dataFolder(folders), folders.temporary(NAME));
        cluster.create(account);
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                dataFolder(folders).toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return new ChildCommand(
                cluster.command("postgres", arguments.toArray(String[]::new)), "postgres", Map.of(), home, null);
    }

    /** Also drops the database that every new server has: the restored one may have its name. */
    @Override
    public boolean answers() {
        Properties login = new Properties();
        login.setProperty("user", account.name());
        login.setProperty("password", account.password());
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "30");
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/template1", login);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS postgres");
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
    public int attempts() {
        return 2;
    }

    @Override
    public void askToEnd(Process process) {
        Signals.quit(process.toHandle());
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(10);
    }
}
