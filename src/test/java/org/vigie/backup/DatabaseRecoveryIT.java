package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.contents.ContentsComparison;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.MailFolder;

/** A database that is lost while people work on it comes back through the process, on the real broker. */
@EngineTest
@Timeout(180)
class DatabaseRecoveryIT {

    private static final String RECOVERIES = "/api/applications/demo/recoveries";
    private static final String DECIDE = "Task_DecideOnRecovery";

    @Autowired
    EngineRun engine;

    @Autowired
    MailFolder mails;

    @Autowired
    Plans plans;

    @Autowired
    MutableClock clock;

    @Test
    void databaseThatWasDroppedUnderLoadIsBackAsItWas() {
        keptIsGone();
        server().sql("ALTER DATABASE demo SET \"shop.currency\" TO 'E''UR; --'").update();
        Instant beforeTheBackup = clock.instant();
        String backup = backup();
        DatabaseContents before = contents();
        long rowsBefore = rows();
        CompletableFuture<Integer> load = load();
        Instant backedUpAt = clock.instant();
        engine.pass(Duration.ofMinutes(90));
        Duration atLeast = Duration.between(backedUpAt, clock.instant());
        server().sql("DROP DATABASE demo WITH (FORCE)").update();
        assertThat(load.join()).as("rows that were written after the backup").isPositive();

        // named: other tests may have verified one of the same moment, which would be proposed
        String id = request(Map.of("backup", backup));
        EngineTask task = task(id);
        JsonNode asked = recovery(id);
        assertThat(asked.path("status").asText()).isEqualTo("waiting");
        assertThat(asked.at("/details/damage/kind").asText()).isEqualTo("database-missing");
        assertThat(asked.at("/details/backup/id").asText()).isEqualTo(backup);
        decide(task, "recover");
        watchedToItsEnd(id);

        JsonNode recovery = recovery(id);
        assertThat(recovery.path("status").asText()).as("%s", recovery).isEqualTo("succeeded");
        assertThat(ContentsComparison.compare(before, contents())).isEmpty();
        assertThat(rows()).isEqualTo(rowsBefore);
        assertThat(recovery.at("/details/measured/lostSeconds").asDouble())
                .as("what the process states is what was lost")
                .isBetween(
                        atLeast.toMillis() / 1000.0,
                        Duration.between(beforeTheBackup, clock.instant()).toMillis() / 1000.0);
        assertThat(recovery.at("/details/measured/withinRecoveryPoint").asBoolean())
                .isTrue();
        assertThat(recovery.at("/details/measured/withinRecoveryTime").asBoolean())
                .isTrue();
        assertThat(recovery.at("/details/decision/by").asText()).isEqualTo("demo");
        assertThat(restoring()).isEmpty();
        eventually()
                .untilAsserted(
                        () -> assertThat(mails.of(id + "/result")).containsExactly("[Demo] Database main recovered"));
        assertThat(mails.of(id + "/begun")).hasSize(1);
        JsonNode incident = incidentThatEndsWith(id);
        assertThat(incident.at("/incident/impact").asText()).isEqualTo("data-loss");
        assertThat(incident.at("/incident/crisisId").asText()).startsWith("op-");
        assertThat(incident.at("/remedies/0/rule").asText()).isEqualTo("Rule_RecoveryUnderWay");
        assertThat(eventually()
                        .until(
                                () -> engine.api()
                                        .get("/api/incidents/"
                                                + incident.at("/incident/id").asText())
                                        .body()
                                        .at("/incident/postMortemId")
                                        .asText(),
                                postMortem -> postMortem.startsWith("PM-")))
                .isEqualTo("PM-" + incident.at("/incident/ticketId").asText());
    }

    @Test
    void contentsThatWereDestroyedComeBackAndWhatWasLeftIsKept() {
        keptIsGone();
        String backup = backup();
        DatabaseContents before = contents();
        demo().sql("DROP TABLE book").update();
        String id = request(Map.of("backup", backup));
        decide(task(id), "recover");
        watchedToItsEnd(id);
        JsonNode recovery = recovery(id);
        assertThat(recovery.path("status").asText()).as("%s", recovery).isEqualTo("succeeded");
        assertThat(recovery.at("/details/damage/kind").asText()).isEqualTo("emptied");
        assertThat(ContentsComparison.compare(before, contents())).isEmpty();
        assertThat(kept()).containsExactly(recovery.at("/details/swap/kept").asText());
        assertThat(recovery.at("/details/safetyCopy/location").asText()).endsWith(".dump.zst.age");
        incidentThatEndsWith(id);
    }

    @Test
    void aDatabaseThatIsThereIsLeftAloneWhenNobodyWantsItBack() {
        keptIsGone();
        backup();
        String id = request(Map.of());
        EngineTask task = task(id);
        assertThat(recovery(id).at("/details/damage/kind").asText()).isEqualTo("intact");
        decide(task, "refuse");
        eventually().until(() -> !recovery(id).path("endedAt").isNull());
        assertThat(recovery(id).path("status").asText()).isEqualTo("refused");
        assertThat(kept()).isEmpty();
    }

    private CompletableFuture<Integer> load() {
        AtomicInteger written = new AtomicInteger();
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> {
            try {
                while (true) {
                    demo().sql("INSERT INTO book VALUES (:n, 'written after the backup')")
                            .param("n", 100_000 + written.get())
                            .update();
                    written.incrementAndGet();
                }
            } catch (DataAccessException e) {
                return written.get();
            }
        });
        eventually().until(() -> written.get() > 20);
        return ended;
    }

    private String backup() {
        String id = eventually()
                .until(
                        () -> engine.api().post("/api/applications/demo/backups", Map.of()),
                        answer -> answer.status() == 202)
                .body()
                .path("id")
                .asText();
        JsonNode backup = eventually()
                .until(
                        () -> engine.api()
                                .get("/api/applications/demo/backups/" + id)
                                .requireSuccess()
                                .body(),
                        shown -> !shown.path("endedAt").isNull());
        assertThat(backup.path("status").asText()).as("%s", backup).isEqualTo("succeeded");
        return id;
    }

    private String request(Map<String, ?> body) {
        var answer = engine.api().post(RECOVERIES, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body().path("id").asText();
    }

    private JsonNode recovery(String id) {
        return engine.api().get(RECOVERIES + "/" + id).requireSuccess().body();
    }

    private EngineTask task(String id) {
        String operate =
                eventually().until(() -> recovery(id).at("/links/operate").asText(), link -> !link.isEmpty());
        return engine.taskOf(Long.parseLong(operate.replaceFirst(".*/", "")), DECIDE);
    }

    private void decide(EngineTask task, String decision) {
        engine.assign(task, "demo");
        Map<String, Object> form = new HashMap<>();
        form.put("decision", decision);
        form.put("otherBackup", null);
        form.put("remark", null);
        engine.complete(task, form);
    }

    private void watchedToItsEnd(String id) {
        eventually()
                .until(() -> recovery(id).at("/details").has("servicesStartedAt")
                        || !recovery(id).path("endedAt").isNull());
        eventually().until(() -> {
            if (recovery(id).path("endedAt").isNull()) {
                engine.pass(Duration.ofSeconds(31));
            }
            return !recovery(id).path("endedAt").isNull();
        });
    }

    /** The incident that the recovery became is over when it has stayed well for a while: nothing is left on the status page. */
    private JsonNode incidentThatEndsWith(String id) {
        String incident =
                "/api/incidents/" + recovery(id).at("/details/incident").asText();
        return eventually()
                .until(
                        () -> {
                            engine.pass(Duration.ofSeconds(31));
                            return engine.api().get(incident).requireSuccess().body();
                        },
                        shown -> !shown.at("/incident/resolvedAt").isNull());
    }

    private long rows() {
        return demo().sql("SELECT count(*) FROM book").query(Long.class).single();
    }

    private DatabaseContents contents() {
        DatabaseSettings settings = plans.require("demo").database("main").orElseThrow();
        return new ContentsReader().read(ConnectionDetails.of(settings), null, 1, ContentsProgress.NONE);
    }

    private List<String> kept() {
        return names("demo_lost_%");
    }

    private List<String> restoring() {
        return names("demo_restore_%");
    }

    private List<String> names(String pattern) {
        return server().sql("SELECT datname FROM pg_database WHERE datname LIKE :pattern")
                .param("pattern", pattern)
                .query(String.class)
                .list();
    }

    private void keptIsGone() {
        kept().forEach(name -> server().sql("DROP DATABASE " + name).update());
    }

    private JdbcClient demo() {
        return client("demo", "demo", "of%20the%20demo");
    }

    private JdbcClient server() {
        return client("postgres", "postgres", "any");
    }

    private JdbcClient client(String database, String user, String password) {
        DatabaseSettings settings = plans.require("demo").database("main").orElseThrow();
        return JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + settings.port() + "/"
                + database + "?user=" + user + "&password=" + password));
    }
}
