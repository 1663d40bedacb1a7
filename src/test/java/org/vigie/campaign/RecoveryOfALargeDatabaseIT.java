package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import org.vigie.platform.EmbeddedPostgresServer;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.DemoPlan;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;
import org.vigie.support.engine.WriteGate;

/**
 * The data folder of a server is destroyed while people work on its database, and the database comes back by the plan; Vigie is killed at
 * each step of a recovery. The variable {@code RECOVERY_MIB} says how large the database is.
 */
@Campaign
@Timeout(1800)
class RecoveryOfALargeDatabaseIT {

    private static final int MIB = Integer.parseInt(System.getenv().getOrDefault("RECOVERY_MIB", "1024"));
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The server cannot know the moment at which somebody else's clock read: the time of one small transaction. */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private static final String RECOVERIES = "/api/applications/demo/recoveries";

    private final CampaignReport report = new CampaignReport("recovery");
    private final String database = TestDatabase.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private final Path data = TestEngine.newFolder("recovery-").toAbsolutePath();
    private final Path serverData = data.resolve("server");
    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.start(serverData);
    private final Path demoPassword = server.makeDemo();
    private final TestEngine engine = TestEngine.start();
    private Map<String, String> plan = Map.of();
    private VigieProcess vigie;

    @AfterEach
    void stop() {
        if (vigie != null) {
            vigie.close();
        }
        engine.close();
        server.close();
    }

    @Test
    void serverThatIsDestroyedUnderLoadIsBackInTime() throws IOException {
        start("PT1M");
        fill(MIB);
        String backup = succeeded("/api/applications/demo/backups");
        Instant snapshot = Instant.parse(vigie.get("/api/applications/demo/backups/" + backup)
                .at("/details/takenAt")
                .asText());
        CompletableFuture<Instant> load = load();
        await().atMost(Duration.ofSeconds(30)).until(() -> written() > 500);
        server.kill();
        FileSystemUtils.deleteRecursively(serverData.resolve("postgres"));
        Instant lastWritten = load.join();

        long begun = System.nanoTime();
        String id = request(RECOVERIES);
        until(id, shown -> shown.at("/details/damage/kind").asText().equals("server-away"));
        assertThat(recovery(id).path("status").asText()).isEqualTo("waiting");
        server.restart();
        until(
                id,
                shown -> shown.at("/details").has("servicesStartedAt")
                        || !shown.path("endedAt").isNull());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        JsonNode recovery = recovery(id);
        report.line(
                "%d MiB: %s, phases %s",
                MIB, recovery.at("/details/measured"), recovery.at("/details/restored/seconds"));
        report.line("from the request until the services run: %d s", took.toSeconds());
        assertThat(recovery.path("endedAt").isNull()).as("%s", recovery).isTrue();
        assertThat(took).isLessThan(LIMIT);

        Instant newest = demo().sql("SELECT max(at) FROM event")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        assertThat(newest).as("of what is back").isBeforeOrEqualTo(snapshot.plus(BLUR));
        assertThat(Instant.parse(recovery.at("/details/measured/lostFrom").asText()))
                .isCloseTo(snapshot, within(1, ChronoUnit.MICROS));
        assertThat(Instant.parse(recovery.at("/details/measured/lostUntil").asText()))
                .isAfterOrEqualTo(lastWritten);
        report.line("newest row that is back: %s, snapshot: %s, last row written: %s", newest, snapshot, lastWritten);
        until(id, shown -> !shown.path("endedAt").isNull());
        assertThat(recovery(id).path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void aVigieThatIsKilledAtAnyStepGoesOn() throws IOException {
        start("PT1M");
        fill(8);
        succeeded("/api/applications/demo/backups");
        List<String> marks = List.of("decision", "servicesStoppedAt", "safetyCopy", "restored", "swap", "measured");
        for (String mark : marks) {
            for (Function<String, StopPoint> moment : List.<Function<String, StopPoint>>of(
                    rows -> WriteGate.before(database, "UPDATE ON operation", rows),
                    rows -> WriteGate.after(database, "UPDATE ON operation", rows))) {
                killedAt(mark, moment);
            }
        }
        report.line("killed %d times", 2 * marks.size());
    }

    private void killedAt(String mark, Function<String, StopPoint> moment) {
        demo().sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .query(String.class)
                .list()
                .forEach(table ->
                        demo().sql("DROP TABLE \"" + table + "\" CASCADE").update());
        StopPoint stop = moment.apply(
                "jsonb_exists(NEW.details, '" + mark + "') AND NOT jsonb_exists(OLD.details, '" + mark + "')");
        String id = request(RECOVERIES);
        await().atMost(Duration.ofMinutes(2)).until(stop::isReached);
        vigie.kill();
        stop.afterTheKill();
        vigie = start(data);
        stop.afterTheRestart();
        until(
                id,
                shown -> shown.at("/details").has("servicesStartedAt")
                        || !shown.path("endedAt").isNull());
        until(id, shown -> !shown.path("endedAt").isNull());
        assertThat(recovery(id).path("status").asText())
                .as("%s: %s", mark, recovery(id))
                .isEqualTo("succeeded");
        assertThat(demo().sql("SELECT count(*) FROM filler").query(Long.class).single())
                .isPositive();
        assertThat(demo().sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'demo_restore_%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                                SELECT l.application, l.resource, o.id, o.kind, o.status, o.ended_at
                                  FROM target_lock l LEFT JOIN operation o ON o.id = l.holder
                                 WHERE o.ended_at IS NOT NULL
                                """).query().listOfRows()).as("locks after %s", id).isEmpty();
        // told after the end
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("SELECT count(*) FROM notice WHERE subject = :id AND template = 'recovery-succeeded'")
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1));
    }

    private void start(String watch) {
        String backup = "      versionAt: http://localhost:8070/health\n";
        plan = DemoPlan.in(data.resolve("plans"), Map.of(backup, backup + """
                    recovery:
                      automatic: true
                      watch: %s
                """.formatted(watch)));
        vigie = start(data);
    }

    private VigieProcess start(Path folder) {
        Map<String, String> settings = new TreeMap<>(plan);
        String prefix = "vigie.databases.demo.main.";
        settings.put(prefix + "host", "127.0.0.1");
        settings.put(prefix + "port", Integer.toString(server.port()));
        settings.put(prefix + "password-from", "file:" + demoPassword);
        // the shop does not run: an incident of its own would hold the targets
        settings.put("vigie.monitoring.applications", "nobody");
        settings.put(prefix + "recovery-user", server.username());
        settings.put(prefix + "recovery-password-from", "file:" + serverData.resolve("secrets/postgres-password"));
        return VigieProcess.start(engine, database, data, folder, settings);
    }

    private void fill(int mib) {
        demo().sql("CREATE TABLE event (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())")
                .update();
        demo().sql("CREATE TABLE filler (id bigserial PRIMARY KEY, title text, body text, number numeric)")
                .update();
        for (int part = 0; part < mib; part += 8) {
            demo().sql("""
                    INSERT INTO filler (title, body, number)
                    SELECT 'row ' || n, (SELECT string_agg(substr(md5((n * 31 + k)::text), 1, 3 + k % 7), ' ') FROM generate_series(1, 120) k), n / 7.0
                      FROM generate_series(1, 10240) n
                    """).update();
        }
        demo().sql("CREATE INDEX ON filler (title)").update();
        demo().sql("INSERT INTO event SELECT FROM generate_series(1, 100)").update();
        report.line(
                "the database has %d MiB",
                demo().sql("SELECT pg_database_size('demo') >> 20")
                        .query(Long.class)
                        .single());
    }

    private CompletableFuture<Instant> load() {
        return CompletableFuture.supplyAsync(() -> {
            Instant last = Instant.EPOCH;
            try {
                while (true) {
                    last = demo().sql("INSERT INTO event DEFAULT VALUES RETURNING at")
                            .query((row, number) -> row.getTimestamp(1).toInstant())
                            .single();
                }
            } catch (DataAccessException e) {
                return last;
            }
        });
    }

    private long written() {
        return demo().sql("SELECT count(*) FROM event").query(Long.class).single();
    }

    private String succeeded(String kind) {
        String id = request(kind);
        await().atMost(Duration.ofMinutes(10))
                .until(() -> !vigie.get(kind + "/" + id).path("endedAt").isNull());
        assertThat(vigie.get(kind + "/" + id).path("status").asText())
                .as("%s", vigie.get(kind + "/" + id))
                .isEqualTo("succeeded");
        return id;
    }

    private String request(String kind) {
        return vigie.api()
                .post(kind, Map.of())
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private void until(String id, Predicate<JsonNode> condition) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> condition.test(recovery(id)));
    }

    private JsonNode recovery(String id) {
        return vigie.get(RECOVERIES + "/" + id);
    }

    private JdbcClient demo() {
        try {
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + server.port() + "/demo",
                    "demo",
                    Files.readString(demoPassword).strip()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
