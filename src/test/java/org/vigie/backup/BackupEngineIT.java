package org.vigie.backup;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.ForkFolder;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;
import org.vigie.support.engine.MailFolder;

/** A backup from the request to the mail, on the real broker, with pg_dump and a real database. */
@EngineTest
@Timeout(120)
class BackupEngineIT {

    private static final String BACKUPS = "/api/applications/demo/backups";

    @Autowired
    EngineRun engine;

    @Autowired
    MailFolder mails;

    @Test
    void requestedBackupIsDumpedRecordedAndTold() throws IOException {
        String id = request();
        JsonNode backup = awaitEnd(id);
        assertThat(backup.path("status").asText()).as("%s", backup).isEqualTo("succeeded");
        assertThat(backup.path("steps"))
                .extracting(step ->
                        step.path("name").asText() + " " + step.path("status").asText())
                .containsExactly("Dump the database succeeded");
        assertThat(backup.path("links").path("operate").asText()).contains("/processes/");
        JsonNode details = backup.path("details");
        assertThat(details.path("state").asText()).isEqualTo("copied");
        assertThat(details.path("tables").asInt()).isEqualTo(1);
        assertThat(details.path("verifiedAt").isNull()).as("%s", details).isTrue();
        assertThat(details.path("restoreSeconds").isNull()).as("%s", details).isTrue();
        // whether a bookshop is served on this machine is not of this test
        assertThat(details.path("applicationVersion").isNull())
                .as("%s", details)
                .isEqualTo(details.path("applicationVersionMissing").asText().contains("http://localhost:8070/health"));
        assertThat(details.path("places"))
                .isNotEmpty()
                .allSatisfy(
                        place -> assertThat(place.fieldNames()).toIterable().contains("name", "location", "sha256"));
        newestOfTheListCarriesWhatPeopleAskFor(id);
        Path archive = Path.of(details.path("places").path(0).path("location").asText());
        assertThat(Files.size(archive)).isEqualTo(details.path("sizeBytes").asLong());
        assertThat(details.path("places").path(0).path("sha256").asText()).hasSize(64);
        eventually()
                .untilAsserted(
                        () -> assertThat(mails.of(id + "/result")).containsExactly("[Demo] Backup of main taken"));
        passwordIsNowhere(id);
    }

    @Test
    void nextOneIsRefusedWhileItRunsAndAcceptedAfterwards() {
        String id = request();
        var second = engine.api().post(BACKUPS, Map.of());
        if (second.status() == 409) {
            assertThat(second.body().path("holder").path("operation").asText()).isEqualTo(id);
        }
        awaitEnd(id);
        awaitEnd(request());
    }

    @Test
    void restoreTestVerifiesIt() {
        String backup = request();
        awaitEnd(backup);
        String test = eventually()
                .until(
                        () -> engine.api().post("/api/applications/demo/restore-tests", Map.of("backup", backup)),
                        answer -> answer.status() == 202)
                .body()
                .path("id")
                .asText();
        JsonNode found = eventually()
                .until(
                        () -> engine.api()
                                .get("/api/applications/demo/restore-tests/" + test)
                                .requireSuccess()
                                .body(),
                        shown -> !shown.path("endedAt").isNull());
        assertThat(found.path("status").asText()).as("%s", found).isEqualTo("succeeded");
        assertThat(found.path("details").path("verdict").asText()).isEqualTo("verified");
        JsonNode details =
                engine.api().get(BACKUPS + "/" + backup).requireSuccess().body().path("details");
        assertThat(details.path("state").asText()).isEqualTo("verified");
        assertThat(details.path("restoreSeconds").asDouble()).isPositive();
        assertThat(Instant.parse(details.path("verifiedAt").asText())).isNotNull();
        testHasItsDetails(found.path("details"), backup);
        JsonNode state =
                engine.api().get(BACKUPS + "/state").requireSuccess().body().path(0);
        assertThat(state.path("verified").asText()).isEqualTo(backup);
        assertThat(state.path("configured").asBoolean()).isTrue();
        // the clock stands still: which of several is the newest is not to be told
        assertThat(state.path("recoverySeconds"))
                .extracting(JsonNode::asDouble)
                .contains(found.path("details").path("seconds").asDouble());
        assertThat(state.path("backupSeconds"))
                .extracting(JsonNode::asDouble)
                .contains(details.path("seconds").asDouble());
        assertThat(state.fieldNames()).toIterable().contains("recoveryTrend", "usualRecoverySeconds", "backupTrend");
        eventually()
                .untilAsserted(
                        () -> assertThat(mails.of(test + "/result")).containsExactly("[Demo] Backup of main verified"));
    }

    /** State, age, verified, duration and recovery time in each entry, newest first; how they go on beside it. */
    private void newestOfTheListCarriesWhatPeopleAskFor(String id) {
        JsonNode list = engine.api().get(BACKUPS + "?limit=50").requireSuccess().body();
        // the clock stands still: those of other tests may be of the same moment
        JsonNode newest = StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(newest.path("details").fieldNames())
                .toIterable()
                .contains(
                        "state",
                        "sizeBytes",
                        "tables",
                        "places",
                        "verifiedAt",
                        "restoreSeconds",
                        "seconds",
                        "ageSeconds");
        assertThat(newest.path("details").path("seconds").asDouble()).isPositive();
        assertThat(newest.path("details").path("ageSeconds").asDouble()).isNotNegative();
        assertThat(newest.path("links").path("state").asText()).isEqualTo(BACKUPS + "/state");
        assertThat(list).extracting(entry -> entry.path("requestedAt").asText()).isSortedAccordingTo(reverseOrder());
    }

    private static void testHasItsDetails(JsonNode details, String backup) {
        assertThat(details.path("backup").asText()).isEqualTo(backup);
        assertThat(details.path("verdict").asText()).isEqualTo("verified");
        assertThat(details.has("cause")).isTrue();
        assertThat(details.path("cause").isNull()).isTrue();
        assertThat(details.path("seconds").asDouble()).isPositive();
        assertThat(details.path("ageSeconds").isNumber()).isTrue();
    }

    private String request() {
        return eventually()
                .until(() -> engine.api().post(BACKUPS, Map.of()), answer -> answer.status() == 202)
                .body()
                .path("id")
                .asText();
    }

    private JsonNode awaitEnd(String id) {
        return eventually()
                .until(
                        () -> engine.api()
                                .get(BACKUPS + "/" + id)
                                .requireSuccess()
                                .body(),
                        backup -> !backup.path("endedAt").isNull());
    }

    private static void passwordIsNowhere(String id) throws IOException {
        try (Stream<Path> files = Files.walk(ForkFolder.of("engine-tests").resolve("vigie/commands"))) {
            assertThat(files.filter(file -> file.toString().contains(id)).filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("of the demo"));
        }
    }
}
