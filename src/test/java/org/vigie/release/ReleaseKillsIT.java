package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.DemoPlan;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.KillTest;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.WriteGate;

/**
 * Vigie killed at each step of releases and rollbacks of the sample application: the next one goes on, the version that is meant to
 * serve serves, on the database that belongs to it, each migration was applied once, and no lock is left.
 */
@Campaign
@Timeout(420)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseKillsIT extends KillTest {

    private static final String API = "/api/applications/demo/";
    private static final Duration RELEASE = Duration.ofMinutes(3);

    enum Moment {
        BEGUN((scene, step) -> WriteGate.after(scene.database(), "INSERT ON operation_step", named(step))),
        ENDING((scene, step) -> WriteGate.before(
                scene.database(), "UPDATE ON operation_step", named(step) + " AND NEW.status <> 'running'")),
        ENDED((scene, step) -> WriteGate.after(
                scene.database(), "UPDATE ON operation_step", named(step) + " AND NEW.status <> 'running'"));

        private final BiFunction<CrashScene, String, StopPoint> stop;

        Moment(BiFunction<CrashScene, String, StopPoint> stop) {
            this.stop = stop;
        }

        private static String named(String step) {
            return "NEW.name = '" + step + "'";
        }
    }

    private final HttpJson shop = new HttpJson(URI.create("http://127.0.0.1:8070"));
    private final CampaignReport report = new CampaignReport("release-kills");
    private int kills;

    ReleaseKillsIT() {
        super(Absence.FIVE_SECONDS);
    }

    /** Looks at what was released for fewer seconds. */
    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(DemoPlan.in(
                TestEngine.newFolder("release-kills-"),
                Map.of("window: PT30S", "window: PT20S", "every: PT2S", "every: PT1S")));
        // the programs of the release outlive a Vigie that ends in good order as well
        settings.put("vigie.release.end-programs-with-vigie", "false");
        return settings;
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "Check the tag, ENDING",
        "Tests, BEGUN",
        "Build, ENDING",
        "Migrate staging, BEGUN",
        "Staging, ENDED",
        "Backup before the deployment, BEGUN",
        "Migrate, BEGUN",
        "Migrate, ENDING",
        "Start beside what serves, BEGUN",
        "Start beside what serves, ENDING",
        "Switch, BEGUN",
        "Switch, ENDING",
        "Switch, ENDED",
        "Observation, BEGUN",
        "Observation, ENDING",
    })
    void aReleaseGoesOn(String step, Moment moment) {
        firstVersionServes();
        StopPoint stop = moment.stop.apply(scene(), step);
        String id = request("releases", again("v1.1.0"));
        killAt(stop);
        JsonNode release = awaitEnd("releases", id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("succeeded");
        served("1.1.0", 2);
        report.line("kill %d, release, %s, %s: 1.1.0 serves", ++kills, step, moment);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "Migrate down, BEGUN",
        "Migrate down, ENDING",
        "Switch back, BEGUN",
        "Switch back, ENDING",
        "Verify what serves, ENDING",
    })
    void aRollbackGoesOn(String step, Moment moment) {
        firstVersionServes();
        assertThat(awaitEnd("releases", request("releases", again("v1.1.0")))
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
        StopPoint stop = moment.stop.apply(scene(), step);
        String id = request("rollbacks", Map.of("reason", "a complaint"));
        killAt(stop);
        JsonNode rollback = awaitEnd("rollbacks", id);
        assertThat(rollback.path("status").asText()).as("%s", rollback).isEqualTo("succeeded");
        served("1.0.0", 1);
        report.line("kill %d, rollback, %s, %s: 1.0.0 serves", ++kills, step, moment);
    }

    @AfterAll
    void sum() {
        report.line("%d kills", kills);
    }

    private void firstVersionServes() {
        boolean served =
                scene().vigie().get(API + "versions").findValuesAsText("state").contains("serving");
        if (!served) {
            awaitEnd("releases", request("releases", Map.of("version", "v1.0.0")));
        } else if (!version().equals("1.0.0")) {
            awaitEnd("rollbacks", request("rollbacks", Map.of("reason", "the next trial")));
        }
        served("1.0.0", 1);
    }

    private void served(String version, int migrations) {
        assertThat(version()).isEqualTo(version);
        int port = URI.create(scene().database().substring("jdbc:".length())).getPort();
        assertThat(JdbcClient.create(new DriverManagerDataSource(
                                "jdbc:postgresql://127.0.0.1:" + port + "/demo?user=demo&password=of%20the%20demo"))
                        .sql("SELECT position FROM shop_migration ORDER BY position")
                        .query(Integer.class)
                        .list())
                .isEqualTo(migrations == 1 ? List.of(1) : List.of(1, 2));
        patiently()
                .untilAsserted(() -> assertThat(scene().jdbc()
                                .sql("SELECT resource FROM target_lock WHERE holder IS NOT NULL")
                                .query(String.class)
                                .list())
                        .as("locks")
                        .isEmpty());
        assertThat(engine().records().of("INCIDENT", "CREATED")).isEmpty();
    }

    private String version() {
        return shop.get("/health").body().path("version").asText();
    }

    /** It went back before, which makes a version bad. */
    private static Map<String, Object> again(String tag) {
        return Map.of("version", tag, "override", true, "reason", "the next trial");
    }

    private String request(String kind, Map<String, ?> body) {
        return patiently()
                .until(() -> scene().vigie().api().post(API + kind, body), answer -> answer.status() != 409)
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private JsonNode awaitEnd(String kind, String id) {
        return patiently()
                .atMost(RELEASE)
                .until(
                        () -> scene().vigie().get(API + kind + "/" + id),
                        shown -> !shown.path("endedAt").isNull());
    }
}
