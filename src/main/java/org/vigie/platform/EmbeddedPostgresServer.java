package org.vigie.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.Child;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.service.DemoDatabase;
import org.vigie.platform.service.PostgresAccount;
import org.vigie.platform.service.PostgresDefinition;
import org.vigie.platform.service.PostgresLeftover;

/**
 * A real PostgreSQL server on a free port, without the rest of the platform and without Spring: for tests. Its software
 * comes from the folder named by the system property {@code vigie.platform.cache-dir} (default {@code data/cache}).
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final String DATABASE = "vigie";

    private final ChildFolders folders;
    private final SoftwareCache software = StandaloneCache.open();
    private final PostgresAccount account;
    private final int port = FreePorts.find(1).getFirst();
    private Child child;

    private EmbeddedPostgresServer(Path dataDir) throws IOException {
        this.folders = new ChildFolders(dataDir);
        this.account = PostgresAccount.keptIn(folders.data().resolve("secrets/postgres-password"), DATABASE);
        this.child = newChild();
    }

    /**
     * Starts a server with one database and waits until it answers.
     *
     * @param dataDir folder of its data and logs, created when absent; a server that ran there before is continued
     */
    public static EmbeddedPostgresServer start(Path dataDir) {
        try {
            EmbeddedPostgresServer server = new EmbeddedPostgresServer(dataDir);
            PostgresLeftover.stop(PostgresDefinition.dataFolder(server.folders));
            server.child.start(START_TIMEOUT);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child newChild() {
        return new Child(new PostgresDefinition(software, folders, port, account, null), folders);
    }

    /** JDBC address of the database. */
    public String jdbcUrl() {
        return account.url(port);
    }

    /** The user to log in as; it may do everything on this server. */
    public String username() {
        return account.name();
    }

    public String password() {
        return account.password();
    }

    public int port() {
        return port;
    }

    /**
     * Makes the database of the application {@code demo} on this server too.
     *
     * @return the file with the password of its account
     */
    public Path makeDemo() {
        DemoDatabase demo = new DemoDatabase(account, port, folders.data().resolve("secrets"));
        demo.make();
        return demo.passwordFile();
    }

    /** Kills the server at once (SIGKILL). */
    public void kill() {
        child.kill();
    }

    /** Starts a stopped or killed server again, on the same port and data. */
    public void restart() {
        child.stop();
        PostgresLeftover.stop(PostgresDefinition.dataFolder(folders));
        child = newChild();
        child.start(START_TIMEOUT);
    }

    /** Stops the server in good order; its data stay. */
    @Override
    public void close() {
        child.stop();
    }
}
