package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.HttpJson;

/**
 * Releases of the sample application on the real broker: real instances, a real database, and the way back. The tests follow
 * each other: each finds served what the one before left.
 */
@Campaign
@EngineTest
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseEngineIT {

    private static final String API = "/api/applications/demo/";

    @Autowired
    EngineRun engine;

    @Value("${vigie.databases.demo.main.port}")
    int databasePort;

    private static final CampaignReport REPORT = new CampaignReport("releases");
    private final HttpJson shop = new HttpJson(URI.create("http://127.0.0.1:8070"));

    @Test
    @Order(1)
    void firstVersionIsServedAndRecordedAndNoOtherReleaseRunsBesideIt() {
        engine.api().get(API + "versions").requireSuccess(); // its repository is there
        long begun = System.nanoTime();
        List<HttpJson.Answer> answers;
        try (ExecutorService people = Executors.newFixedThreadPool(20)) {
            answers = IntStream.range(0, 20)
                    .mapToObj(each -> CompletableFuture.supplyAsync(
                            () -> engine.api().post(API + "releases", Map.of("version", "v1.0.0")), people))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        REPORT.line("20 releases at once: answered in %d ms", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        List<String> accepted = answers.stream()
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.body().path("id").asText())
                .toList();
        assertThat(accepted).hasSize(1);
        String id = accepted.getFirst();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .hasSize(19)
                .allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.body().path("holder").path("operation").asText())
                            .isEqualTo(id);
                    assertThat(refused.body().path("holder").path("version").asText())
                            .isEqualTo("1.0.0");
                });

        JsonNode release = awaitObserved(id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        assertThat(served()).isEqualTo("1.0.0");
        assertThat(state("1.0.0")).isEqualTo("serving");
        assertThat(release.path("details").path("artefact").asText()).hasSize(64);
    }

    @Test
    @Order(2)
    void nextVersionIsSwitchedToWithoutAFailedRequest() {
        try (Visitors visitors = new Visitors(shop)) {
            JsonNode release = awaitObserved(request("releases", Map.of("version", "v1.1.0")));
            assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
            assertThat(release.path("details").path("previous").asText()).isEqualTo("1.0.0");
            REPORT.line("release: %d of %d requests failed", visitors.failures(), visitors.requests());
            assertThat(visitors.failures()).as("of %d", visitors.requests()).isZero();
        }
        assertThat(served()).isEqualTo("1.1.0");
        assertThat(state("1.0.0")).isEqualTo("served");
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({"v1.2.0-tests-fail, tests-failed", "v1.2.0-worker-dies, instance-ended"})
    void whatFailsBeforeProductionLeavesTheVersionThatServes(String tag, String cause) {
        JsonNode release = awaitEnd("releases", request("releases", Map.of("version", tag)));
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("failed");
        assertThat(release.path("cause").asText()).isEqualTo(cause);
        assertThat(release.path("details").path("serving").asText()).isEqualTo("1.1.0");
        assertThat(served()).isEqualTo("1.1.0");
        assertThat(state(tag.substring(1))).isEqualTo("bad");
        assertThat(engine.api().post(API + "releases", Map.of("version", tag)).status())
                .isEqualTo(409);
    }

    @Test
    @Order(4)
    void migrationThatFailsHalfWayEndsAtAPersonWhoSeesWhatIsLeft() {
        String id = request("releases", Map.of("version", "v1.2.0-migration-fails-half-way"));
        String rollback =
                eventually().atMost(Duration.ofSeconds(120)).until(this::openRollback, found -> !found.isEmpty());
        EngineTask task = rollbackTask(rollback, "Task_DecideOnRollback");
        assertThat(engine.recordsOf("operationId", rollback).variable("facts")).contains("shop_gift");
        assertThat(served()).isEqualTo("1.1.0");
        engine.assign(task, "anne");
        engine.complete(task, Map.of("decision", "go-back", "remark", "the empty table stays for now"));

        JsonNode release = awaitEnd("releases", id);
        assertThat(release.path("cause").asText()).as("%s", release).isEqualTo("migration-failed");
        assertThat(release.path("outcome").asText()).contains("1.1.0 serves");
        assertThat(served()).isEqualTo("1.1.0");
        engine.awaitTrouble("release-not-serving:demo");
        JdbcClient.create(new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/demo?user=demo&password=of%20the%20demo"))
                .sql("DROP TABLE shop_gift")
                .update();
    }

    @Test
    @Order(5)
    void lossyVersionNeedsAPersonAlthoughThePlanAsksForNoApproval() {
        String id = request("releases", Map.of("version", "v1.2.0-lossy"));
        eventually()
                .atMost(Duration.ofSeconds(120))
                .until(() -> operation("releases", id).path("status").asText(), "waiting"::equals);
        EngineTask task = rollbackTask(id, "Task_ApproveRelease");
        assertThat(engine.recordsOf("operationId", id).variable("facts")).contains("lossy");
        engine.assign(task, "anne");
        engine.complete(task, Map.of("decision", "reject"));
        JsonNode release = awaitEnd("releases", id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("refused");
        assertThat(release.path("cause").asText()).isEqualTo("rejected");
        assertThat(served()).isEqualTo("1.1.0");
    }

    @Test
    @Order(6)
    void versionThatGetsSickIsTakenBackByItself() {
        String id = request("releases", Map.of("version", "v1.2.0"));
        awaitProbes(id);
        assertThat(served()).isEqualTo("1.2.0");
        Visitors.endInstance("1.2.0");
        long sick = System.nanoTime();
        eventually().until(this::servedOrNothing, "1.1.0"::equals);
        Duration back = Duration.ofNanos(System.nanoTime() - sick);
        REPORT.line("from the end of the instance until the version before serves: %d ms", back.toMillis());
        assertThat(back).isLessThanOrEqualTo(Duration.ofSeconds(20));

        JsonNode release = awaitEnd("releases", id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("failed");
        assertThat(release.path("cause").asText()).isEqualTo("observation-bad");
        assertThat(release.path("details").path("serving").asText()).isEqualTo("1.1.0");
        assertThat(state("1.2.0")).isEqualTo("bad");
        assertThat(state("1.1.0")).isEqualTo("serving");
    }

    @Test
    @Order(7)
    void personGoesBackToTheVersionBeforeAndIsAskedAboutWhatALaterOneLeftInTheDatabase() {
        try (Visitors visitors = new Visitors(shop)) {
            String id = request("rollbacks", Map.of("reason", "a complaint"));
            EngineTask task = rollbackTask(id, "Task_DecideOnRollback");
            assertThat(engine.recordsOf("operationId", id).variable("facts")).contains("at 3 and not at 2");
            engine.assign(task, "anne");
            engine.complete(task, Map.of("decision", "go-back", "remark", "the column for remarks stays"));
            JsonNode rollback = awaitEnd("rollbacks", id);
            assertThat(rollback.path("status").asText()).as("%s", rollback).isEqualTo("succeeded");
            assertThat(rollback.path("details").path("version").asText()).isEqualTo("1.0.0");
            assertThat(rollback.path("details").path("database").asText()).isEqualTo("ask");
            REPORT.line("rollback: %d of %d requests failed", visitors.failures(), visitors.requests());
            assertThat(visitors.failures()).as("of %d", visitors.requests()).isZero();
        }
        assertThat(served()).isEqualTo("1.0.0");
        assertThat(state("1.1.0")).isEqualTo("bad");
        var again = engine.api().post(API + "rollbacks", Map.of());
        assertThat(again.status()).as("%s", again.body()).isEqualTo(409);
    }

    @ParameterizedTest
    @Order(8)
    @ValueSource(strings = {"v1.0.1$(id)", "--upload-pack=x", "v1\nv2", "../v1.0.0", "v9.9.9", ""})
    void hostileAndUnknownVersionsAreRefused(String version) {
        var answer = engine.api().post(API + "releases", Map.of("version", version));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.body().path("hint").asText()).isNotEmpty();
    }

    private JsonNode awaitObserved(String id) {
        awaitProbes(id);
        engine.pass(Duration.ofSeconds(80)); // the window of the plan
        return awaitEnd("releases", id);
    }

    private void awaitProbes(String id) {
        eventually()
                .atMost(Duration.ofSeconds(150))
                .until(
                        () -> operation("releases", id),
                        shown -> !shown.path("endedAt").isNull()
                                || shown.path("details")
                                                .path("observation")
                                                .path("probes")
                                                .asInt()
                                        >= 10);
    }

    private String openRollback() {
        JsonNode all = engine.api()
                .get(API + "rollbacks?status=waiting")
                .requireSuccess()
                .body();
        return all.path(0).path("id").asText();
    }

    private EngineTask rollbackTask(String operation, String element) {
        return eventually()
                .until(
                        () -> engine.recordsOf("operationId", operation).openTasks().stream()
                                .filter(task -> task.elementId().equals(element))
                                .toList(),
                        tasks -> !tasks.isEmpty())
                .getFirst();
    }

    private String request(String kind, Map<String, ?> body) {
        return eventually()
                .until(() -> engine.api().post(API + kind, body), answer -> answer.status() != 409)
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private JsonNode operation(String kind, String id) {
        return engine.api().get(API + kind + "/" + id).requireSuccess().body();
    }

    private JsonNode awaitEnd(String kind, String id) {
        return eventually()
                .atMost(Duration.ofSeconds(150))
                .until(
                        () -> operation(kind, id),
                        shown -> !shown.path("endedAt").isNull());
    }

    private String served() {
        return shop.get("/health").requireSuccess().body().path("version").asText();
    }

    private String servedOrNothing() {
        return shop.get("/health").body().path("version").asText();
    }

    private String state(String version) {
        JsonNode all = engine.api().get(API + "versions").requireSuccess().body();
        List<String> states = StreamSupport.stream(all.spliterator(), false)
                .filter(known -> known.path("version").asText().equals(version))
                .map(known -> known.path("state").asText())
                .toList();
        assertThat(states).hasSize(1);
        return states.getFirst();
    }
}
