package org.vigie.support.engine;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.DemoDatabases;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.TestDatabase;

/** A Vigie to be killed and started again, with its database, its data folder, a mail server and programs that can be held. */
public final class CrashScene implements AutoCloseable {

    private TestEngine engine;
    private final String database = TestDatabase.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private final Path data = TestEngine.newFolder("crash-").toAbsolutePath();
    private final Path programs = data.resolve("programs");
    private final FakeSmtpServer mails = FakeSmtpServer.started();
    private final Map<String, String> settings = new TreeMap<>();
    private final HeldProgram dump;
    private final HeldProgram supervisor;
    private VigieProcess vigie;

    private CrashScene(TestEngine engine, Map<String, String> more) {
        this.engine = engine;
        try {
            Files.createDirectory(programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dump = HeldProgram.in(programs, "pg_dump");
        supervisor = HeldProgram.in(programs, "setsid");
        settings.putAll(DemoDatabases.settings(data));
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(mails.port()));
        settings.putAll(more);
        vigie = next();
    }

    /** Starts it and waits until it is ready. */
    public static CrashScene start(TestEngine engine, Map<String, String> settings) {
        return new CrashScene(engine, settings);
    }

    private VigieProcess next() {
        return VigieProcess.start(engine, database, data, programs, settings);
    }

    /** SIGKILL. */
    public void kill() {
        vigie.kill();
    }

    /**
     * Waits until it is at this point, kills it, and starts the next one.
     *
     * @param absence what happens while none is there
     */
    public void killAt(StopPoint stop, Runnable absence) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(stop::isReached);
        kill();
        stop.afterTheKill();
        absence.run();
        restart();
        stop.afterTheRestart();
    }

    /** Starts the next one after {@link #kill} and waits until it is ready. */
    public void restart() {
        vigie = next();
    }

    /** Starts the next one on another engine. */
    public void restart(TestEngine anew) {
        engine = anew;
        restart();
    }

    public VigieProcess vigie() {
        return vigie;
    }

    public TestEngine engine() {
        return engine;
    }

    /** The address of its database. */
    public String database() {
        return database;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Its data folder. */
    public Path data() {
        return data;
    }

    public FakeSmtpServer mails() {
        return mails;
    }

    /** What dumps the database. */
    public HeldProgram dump() {
        return dump;
    }

    /** What starts the supervisors of commands, and with it the commands. */
    public HeldProgram supervisor() {
        return supervisor;
    }

    @Override
    public void close() {
        vigie.close();
        mails.close();
    }
}
