package org.vigie.backup.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;
import org.vigie.platform.EmbeddedVigie;
import org.vigie.support.ProjectFiles;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;
import org.vigie.support.engine.TestEngine;

/** A whole embedded installation is lost, rebuilt from copies and the offline key, and moved, by the commands of docs/moving.md. */
@Campaign
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MovingIT {

    private static final String BACKUPS = "/api/applications/vigie/backups";
    private static final String FIRST_STEP = "Task_QualifyTicket";

    private final Path folder = TestEngine.newFolder("moving-").toAbsolutePath();
    private final Path outside = folder.resolve("outside");
    private final CampaignReport report = new CampaignReport("moving");

    @Test
    void installationIsRebuiltAndMovedAndGoesOn() throws Exception {
        Path lost = folder.resolve("lost");
        Path rebuilt = folder.resolve("rebuilt");
        Path moved = folder.resolve("moved");
        String waiting;
        String qualified;
        String backup;
        String copy;
        try (EmbeddedVigie vigie = EmbeddedVigie.start(lost)) {
            waiting = create(vigie, "Waits to be qualified");
            qualified = create(vigie, "Is qualified already");
            qualify(vigie, qualified);
            awaitQuietMails(lost);
            backup = backup(vigie);
            JsonNode details = vigie.api().get(BACKUPS + "/" + backup).body().path("details");
            copy = details.path("places").path(0).path("location").asText().replace(".dump.zst.age", "");
            assertThat(details.path("applicationVersion").asText()).isNotBlank();
            isVerified(vigie, backup);
        }
        Files.createDirectories(outside);
        Path key = Files.move(lost.resolve("backup-keys/offline.agekey"), outside.resolve("offline.agekey"));
        Path place = Files.move(lost.resolve("backups"), outside.resolve("copies"));
        Map<String, String> sent = mails(lost);
        FileSystemUtils.deleteRecursively(lost);

        long begun = System.nanoTime();
        run(
                "rebuild",
                Map.of(
                        "PLACE", place.toString(),
                        "COPY",
                                place.resolve("vigie/main")
                                        .resolve(Path.of(copy).getFileName())
                                        .toString(),
                        "KEY", key.toString(),
                        "DATA", rebuilt.toString()));
        assertThat(rebuilt.resolve("backup-keys/offline.agekey")).doesNotExist();
        Map<String, String> brought = mails(rebuilt);
        assertThat(brought).isNotEmpty();
        assertThat(sent).as("what was told before the backup").containsAllEntriesOf(brought);
        try (EmbeddedVigie vigie = EmbeddedVigie.start(rebuilt)) {
            report.line(
                    "rebuilt and ready after %d s",
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            JsonNode source =
                    vigie.api().get(BACKUPS + "/" + backup).requireSuccess().body();
            assertThat(source.path("status").asText()).as("%s", source).isEqualTo("succeeded");
            assertThat(source.path("outcome").asText()).contains("was restored from this backup");
            assertThat(rebuilt.resolve("restored-" + backup + "/manifest.json")).exists();
            assertThat(rebuilt.resolve("restore")).doesNotExist();
            patiently().untilAsserted(() -> {
                assertThat(task(vigie, waiting, FIRST_STEP)).hasSize(1);
                assertThat(task(vigie, qualified, FIRST_STEP)).hasSize(1);
            });
            assertThat(mails(rebuilt)).as("nothing is told twice").isEqualTo(brought);
            qualify(vigie, waiting);
            qualify(vigie, qualified);
            String next = backup(vigie);
            isVerified(vigie, next);
            assertThat(vigie.api().get("/api/troubles").requireSuccess().body()).isEmpty();
        }

        run("move", Map.of("OLD", rebuilt.toString(), "NEW", moved.toString()));
        FileSystemUtils.deleteRecursively(rebuilt);
        try (EmbeddedVigie vigie = EmbeddedVigie.start(moved)) {
            patiently().untilAsserted(() -> {
                assertThat(task(vigie, waiting, "Task_AssignOwner")).hasSize(1);
                assertThat(task(vigie, qualified, "Task_AssignOwner")).hasSize(1);
            });
            String third = create(vigie, "Comes after the move");
            qualify(vigie, third);
            backup(vigie);
            assertThat(vigie.api().get("/api/troubles").requireSuccess().body()).isEmpty();
        }
        FileSystemUtils.deleteRecursively(folder);
    }

    private static String create(EmbeddedVigie vigie, String title) {
        return vigie.api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "application", "cesizen",
                                "title", title,
                                "description", "",
                                "type", "corrective",
                                "impact", "limited",
                                "labels", List.of("bug"),
                                "reporter", Map.of("name", "Camille", "email", "camille@example.org")))
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }

    private static void qualify(EmbeddedVigie vigie, String ticket) {
        patiently().until(() -> task(vigie, ticket, FIRST_STEP).size() == 1);
        vigie.complete(
                task(vigie, ticket, FIRST_STEP).getFirst(),
                Map.of("decision", "accept", "type", "corrective", "impact", "limited"));
        patiently().until(() -> status(vigie, ticket).equals("assignment"));
    }

    private static String status(EmbeddedVigie vigie, String ticket) {
        return vigie.api()
                .get("/api/tickets/" + ticket)
                .requireSuccess()
                .body()
                .path("status")
                .asText();
    }

    /** Open tasks of a ticket's process as Tasklist has them. */
    private static List<String> task(EmbeddedVigie vigie, String ticket, String step) {
        JsonNode shown =
                vigie.api().get("/api/tickets/" + ticket).requireSuccess().body();
        return vigie.openTasks(step, shown.path("processInstanceKey").asText());
    }

    private static String backup(EmbeddedVigie vigie) {
        return ended(vigie, BACKUPS, Map.of());
    }

    private static void isVerified(EmbeddedVigie vigie, String backup) {
        String test = ended(vigie, "/api/applications/vigie/restore-tests", Map.of("backup", backup));
        assertThat(vigie.api()
                        .get("/api/applications/vigie/restore-tests/" + test)
                        .body()
                        .path("details")
                        .path("verdict")
                        .asText())
                .isEqualTo("verified");
    }

    private static String ended(EmbeddedVigie vigie, String kind, Map<String, ?> input) {
        String id =
                vigie.api().post(kind, input).requireSuccess().body().path("id").asText();
        patiently()
                .until(() ->
                        !vigie.api().get(kind + "/" + id).body().path("endedAt").isNull());
        JsonNode ended = vigie.api().get(kind + "/" + id).body();
        assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("succeeded");
        return id;
    }

    /** Until nothing waits to be told: what is sent after the backup is not known to it. */
    private static void awaitQuietMails(Path data) {
        patiently().until(() -> mails(data).size() >= 2);
        int[] before = {-1};
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    int now = mails(data).size();
                    boolean same = now == before[0];
                    before[0] = now;
                    return same;
                });
    }

    private static Map<String, String> mails(Path data) throws IOException {
        Map<String, String> mails = new TreeMap<>();
        try (Stream<Path> files = Files.list(data.resolve("mail"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".eml")).toList()) {
                mails.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return mails;
    }

    private void run(String block, Map<String, String> variables) throws Exception {
        Matcher found = Pattern.compile("<!-- run by MovingIT: " + block + " -->\\n```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(ProjectFiles.text("docs/moving.md"));
        assertThat(found.find()).isTrue();
        Path log = folder.resolve(block + ".log");
        ProcessBuilder commands = new ProcessBuilder("sh", "-c", found.group(1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        commands.environment().putAll(variables);
        assertThat(commands.start().waitFor()).as(Files.readString(log)).isZero();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500));
    }
}
