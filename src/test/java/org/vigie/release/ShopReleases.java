package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.HttpJson;

/** What people do with releases of a {@link FaultyShop}, and what has to be true of it whatever goes wrong. */
final class ShopReleases {

    private static final String API = "/api/applications/demo/";
    private static final Duration LONG = Duration.ofSeconds(150);

    private final EngineRun engine;
    private final FaultyShop shop;
    private final JdbcClient vigie;

    ShopReleases(EngineRun engine, FaultyShop shop, JdbcClient vigie) {
        this.engine = engine;
        this.shop = shop;
        this.vigie = vigie;
    }

    /** Asks for a release, also of a version that is bad, as soon as nothing else goes on. */
    String release(String tag) {
        return request("releases", Map.of("version", tag, "override", true, "reason", "the next trial"));
    }

    String request(String kind, Map<String, ?> body) {
        return eventually()
                .until(() -> engine.api().post(API + kind, body), answer -> answer.status() != 409)
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    JsonNode operation(String kind, String id) {
        return engine.api().get(API + kind + "/" + id).requireSuccess().body();
    }

    JsonNode awaitEnd(String kind, String id) {
        return eventually()
                .atMost(LONG)
                .until(
                        () -> operation(kind, id),
                        shown -> !shown.path("endedAt").isNull());
    }

    /** Waits until a step of a release goes on. */
    void awaitStep(String id, String name) {
        awaitSteps(id, name, "running");
    }

    /** Waits until a step of a release has got there. */
    void awaitSteps(String id, String name, String status) {
        eventually().atMost(LONG).until(() -> stepIs(operation("releases", id), name, status));
    }

    private static boolean stepIs(JsonNode operation, String name, String status) {
        assertThat(operation.path("endedAt").isNull()).as("%s", operation).isTrue();
        return StreamSupport.stream(operation.path("steps").spliterator(), false)
                .anyMatch(step -> step.path("name").asText().equals(name)
                        && step.path("status").asText().equals(status));
    }

    /** Waits until a release is looked at in production. */
    void awaitObserved(String id) {
        eventually()
                .atMost(LONG)
                .until(
                        () -> operation("releases", id),
                        shown -> !shown.path("endedAt").isNull() || probes(shown) >= 3);
    }

    static int probes(JsonNode release) {
        return release.path("details").path("observation").path("probes").asInt();
    }

    /** Waits until a release ends, the time of its observation passed. */
    JsonNode awaitReleased(String id) {
        awaitObserved(id);
        engine.pass(Duration.ofSeconds(80));
        return awaitEnd("releases", id);
    }

    /** The rollback that a release asked for. */
    String rollbackOf(String release) {
        return eventually()
                .atMost(LONG)
                .until(
                        () -> vigie.sql("SELECT id FROM operation WHERE kind = 'rollbacks' AND root_id = :release")
                                .param("release", release)
                                .query(String.class)
                                .list(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** What the audit trail says of an operation. */
    List<String> trail(String id) {
        return vigie.sql("SELECT action FROM audit_entry WHERE subject = :id ORDER BY id")
                .param("id", id)
                .query(String.class)
                .list();
    }

    EngineTask task(String operation, String element) {
        return eventually()
                .atMost(LONG)
                .until(
                        () -> engine.recordsOf("operationId", operation).openTasks().stream()
                                .filter(task -> task.elementId().equals(element))
                                .toList(),
                        tasks -> !tasks.isEmpty())
                .getFirst();
    }

    /** What the form of a task shows. */
    String facts(String operation) {
        return String.valueOf(engine.recordsOf("operationId", operation).variable("facts"));
    }

    void complete(EngineTask task, String account, String decision) {
        Map<String, Object> form = new HashMap<>();
        form.put("decision", decision);
        form.put("remark", "of the test");
        engine.assign(task, account);
        engine.complete(task, form);
    }

    /** Releases a version and expects it to serve. */
    void serves(String tag) {
        JsonNode release = awaitReleased(release(tag));
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        assertThat(shop.shown()).isEqualTo(tag.substring(1));
    }

    /** A release failed for this reason, and all is as it was before: the version, its schema, its data, and nothing is held. */
    void failedAndLeft(JsonNode release, String cause, String version, List<Integer> migrations, int orders) {
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("failed");
        assertThat(release.path("cause").asText()).as("%s", release).isEqualTo(cause);
        assertThat(release.path("outcome").asText()).isNotBlank();
        left(version, migrations, orders);
        assertThat(release.path("details").path("serving").asText()).isEqualTo(version);
    }

    /** The version serves on its schema with its data, and nothing is held. */
    void left(String version, List<Integer> migrations, int orders) {
        assertThat(shop.shown()).isEqualTo(version);
        HttpJson.Answer versions = engine.api().get(API + "versions").requireSuccess();
        assertThat(StreamSupport.stream(versions.body().spliterator(), false)
                        .filter(known -> known.path("state").asText().equals("serving"))
                        .map(known -> known.path("version").asText()))
                .containsExactly(version);
        assertThat(shop.migrations()).isEqualTo(migrations);
        assertThat(shop.database()
                        .sql("SELECT count(*) FROM shop_order")
                        .query(Integer.class)
                        .single())
                .isEqualTo(orders);
        eventually()
                .untilAsserted(() -> assertThat(vigie.sql("SELECT resource FROM target_lock WHERE holder IS NOT NULL")
                                .query(String.class)
                                .list())
                        .as("locks")
                        .isEmpty());
    }
}
