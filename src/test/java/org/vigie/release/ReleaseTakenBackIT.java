package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/**
 * Everything that can go wrong in production, on the real broker with the sample application: the version before serves again, with the
 * database where it was.
 */
@Campaign
@Timeout(240)
class ReleaseTakenBackIT extends ShopTest {

    /** So many requests at fifty a second are half a second. */
    private static final int HALF_A_SECOND = 25;

    private static final CampaignReport REPORT = new CampaignReport("release-taken-back");
    private static final FaultyShop SHOP = new FaultyShop(Map.of(
            "stepDeadline: PT5M", "stepDeadline: PT1M",
            "startWithin: PT1M", "startWithin: PT30S",
            "every: PT2S", "every: PT1S",
            "minimumSamples: 2", "minimumSamples: 3",
            "failuresInARow: 3", "failuresInARow: 5",
            "successRate: 0.95", "successRate: 0.3"));

    @DynamicPropertySource
    static void leadToTheShop(DynamicPropertyRegistry registry) {
        SHOP.lead(registry);
    }

    ReleaseTakenBackIT() {
        super(SHOP);
    }

    @Test
    @Order(1)
    void firstVersionServes() {
        engine.api().get("/api/applications/demo/versions").requireSuccess(); // its repository is there
        releases.serves("v1.0.0");
        SHOP.database()
                .sql("INSERT INTO shop_order (title, quantity) VALUES ('Emma', 2), ('Nana', 12)")
                .update();
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = '~', textBlock = """
                    up     ~ exit 1                              ~ migration-failed
                    up     ~ cat /dev/zero > /dev/full || exit 1 ~ migration-failed
                    up     ~ sleep 300                           ~ migration-failed
                    up     ~ exit 0                              ~ migration-failed
                    web    ~ exit 3                              ~ instance-ended
                    web    ~ sleep 300                           ~ not-healthy
                    worker ~ kill -9 $$                          ~ instance-ended
                    """)
    void whatFailsInProductionIsTakenBack(String program, String script, String cause) {
        SHOP.letInProduction(program, script);
        isTakenBack(program + ", " + script, releases.release("v1.1.0"), cause);
    }

    @Test
    @Order(3)
    void migrationThatLosesItsConnectionIsTakenBack() throws SQLException {
        try (Connection customer = somebodyWhoWrites()) {
            String id = releases.release("v1.1.0");
            eventually()
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> migrating("count(pg_terminate_backend(pid))"), ended -> ended > 0);
            customer.rollback();
            isTakenBack("the connection of the migration is lost", id, "migration-failed");
        }
    }

    @Test
    @Order(3) // M06
    void migrationThatHangsIsEndedInTheDatabaseToo() throws SQLException {
        try (Connection customer = somebodyWhoWrites()) {
            String id = releases.release("v1.1.0");
            eventually().atMost(Duration.ofSeconds(150)).until(() -> migrating("count(*)"), count -> count > 0);
            String rollback = releases.rollbackOf(id);
            assertThat(migrating("count(*)")).isZero();
            assertThat(releases.operation("rollbacks", rollback).path("status").asText())
                    .isNotEqualTo("waiting");
            customer.rollback();
            isTakenBack("the migration waits for somebody's transaction", id, "migration-failed");
            assertThat(releases.operation("releases", id).path("outcome").asText())
                    .contains("what it was doing in the database was ended: ", "CREATE INDEX");
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transaction that a migration has to wait for. */
    private static Connection somebodyWhoWrites() throws SQLException {
        Connection customer = DriverManager.getConnection(SHOP.administrator());
        customer.setAutoCommit(false);
        customer.createStatement().execute("INSERT INTO shop_order (title, quantity) VALUES ('Germinal', 1)");
        return customer;
    }

    private static int migrating(String what) {
        return JdbcClient.create(new DriverManagerDataSource(SHOP.administrator()))
                .sql("SELECT " + what + " FROM pg_stat_activity WHERE datname = 'faulty' AND wait_event_type = 'Lock'"
                        + " AND query LIKE '%CREATE INDEX%' AND pid <> pg_backend_pid()")
                .query(Integer.class)
                .single();
    }

    @Test
    @Order(4)
    void entryThatDiesAtTheSwitchComesBackWithTheVersionBefore() {
        // the first attempt to start it fails
        SHOP.let("front", "rm \"$fault\"; exit 1");
        String id = releases.release("v1.1.0");
        releases.awaitStep(id, "Start beside what serves");
        SHOP.kill("Front.java", "8170");
        isTakenBack("the public entry dies at the switch", id, "entry-shows-another");
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource({"Shop.java web --port 8173", "Shop.java worker --port 8175"})
    void instanceThatDiesWhileItIsLookedAtIsTakenBack(String instance) {
        String id = releases.release("v1.1.0");
        releases.awaitObserved(id);
        assertThat(SHOP.shown()).isEqualTo("1.1.0");
        SHOP.kill(instance);
        long died = System.nanoTime();
        eventually().until(SHOP::shown, "1.0.0"::equals);
        Duration back = Duration.ofNanos(System.nanoTime() - died);
        isTakenBack(instance + " dies, 1.0.0 is back after " + back.toMillis() + " ms", id, "observation-bad");
        assertThat(back).isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    @Order(6)
    void slowVersionIsTakenBack() {
        isTakenBack("every answer takes 3 s", releases.release("v1.2.0-slow"), "observation-bad");
    }

    @Test
    @Order(7)
    void versionThatIsWellAndNotWellByTurnsIsAQuestionToAPerson() {
        String id = releases.release("v1.1.0");
        releases.awaitObserved(id);
        for (int turn = 0; turn < 6; turn++) {
            int before = ShopReleases.probes(releases.operation("releases", id));
            SHOP.database()
                    .sql(
                            turn % 2 == 0
                                    ? "ALTER TABLE shop_alive RENAME TO shop_dead"
                                    : "ALTER TABLE shop_dead RENAME TO shop_alive")
                    .update();
            eventually().until(() -> ShopReleases.probes(releases.operation("releases", id)), now -> now > before + 1);
        }
        engine.pass(Duration.ofSeconds(80));
        var question = releases.task(id, "Task_DecideOnRelease");
        assertThat(releases.facts(id)).contains("between success and failure");
        assertThat(SHOP.shown()).isEqualTo("1.1.0");
        releases.complete(question, "anne", "go-back");
        isTakenBack("well and not well by turns, a person goes back", id, "observation-bad");
    }

    @Test
    @Order(8)
    void brokerThatIsKilledTwiceDelaysAReleaseAndARollbackFailsNoRequest() throws Exception {
        Path migrating = SHOP.mark("migrating");
        Path goOn = SHOP.mark("go-on");
        SHOP.letInProduction("up", "echo up >> " + migrating + "; while [ ! -e " + goOn + " ]; do sleep 0.1; done");
        String id = releases.release("v1.1.0");
        eventually().atMost(Duration.ofSeconds(150)).until(() -> Files.exists(migrating));
        // the migration ends while there is none
        engine.killBroker(() -> touch(goOn));
        releases.awaitObserved(id);
        engine.killBroker(() -> {});
        JsonNode release = releases.awaitReleased(id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        releases.left("1.1.0", List.of(1, 2), 2);
        assertThat(Files.readAllLines(migrating)).as("migrations").hasSize(1);
        REPORT.line("the broker is killed in the migration and in the observation: 1.1.0 serves, migrated once");

        try (Visitors visitors = new Visitors(SHOP.entry())) {
            String back = releases.request("rollbacks", Map.of("reason", "a complaint"));
            JsonNode rollback = releases.awaitEnd("rollbacks", back);
            assertThat(rollback.path("status").asText()).as("%s", rollback).isEqualTo("succeeded");
            assertThat(rollback.path("details").path("database").asText()).isEqualTo("down");
            REPORT.line(
                    "rollback with the way down: %d of %d requests failed", visitors.failures(), visitors.requests());
            assertThat(visitors.failures()).as("of %d", visitors.requests()).isLessThanOrEqualTo(HALF_A_SECOND);
        }
        releases.left("1.0.0", List.of(1), 2);
    }

    private void isTakenBack(String what, String id, String cause) {
        JsonNode release = releases.awaitEnd("releases", id);
        releases.failedAndLeft(release, cause, "1.0.0", List.of(1), 2);
        assertThat(release.path("details").path("rollback").asText()).isNotEmpty();
        engine.awaitTrouble("release-not-serving:demo");
        REPORT.line("%s: %s", what, release.path("outcome").asText());
    }
}
