package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
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
import org.vigie.support.engine.EngineTask;

/**
 * Everything that can go wrong before production is touched, on the real broker with the sample application: the version that serves
 * goes on, on its data, and the release says why it ended.
 */
@Campaign
@Timeout(240)
class ReleaseFailuresIT extends ShopTest {

    private static final FaultyShop SHOP = new FaultyShop(Map.of(
            "stepDeadline: PT5M", "stepDeadline: PT1M",
            "requesterMayApprove: true", "requesterMayApprove: false",
            "every: PT2S", "every: PT1S",
            "minimumSamples: 2", "minimumSamples: 3"));

    @DynamicPropertySource
    static void leadToTheShop(DynamicPropertyRegistry registry) {
        SHOP.lead(registry);
    }

    ReleaseFailuresIT() {
        super(SHOP);
    }

    private static final CampaignReport REPORT = new CampaignReport("release-failures");

    @Test
    @Order(0)
    void firstVersionThatNeverGetsWellHasNothingToGoBackTo() {
        engine.api().get("/api/applications/demo/versions").requireSuccess(); // its repository is there
        SHOP.letInProduction("web", "exit 3");
        JsonNode release = releases.awaitEnd("releases", releases.request("releases", Map.of("version", "v1.0.0")));
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("failed");
        assertThat(release.path("cause").asText()).isEqualTo("instance-ended");
        assertThat(release.path("outcome").asText()).contains("nothing to go back to");
        assertThat(SHOP.shown()).isEmpty();
        REPORT.line("first version of all: %s", release.path("outcome").asText());
    }

    @Test
    @Order(1)
    void firstVersionServes() {
        releases.serves("v1.0.0");
        SHOP.database()
                .sql("INSERT INTO shop_order (title, quantity) VALUES ('Emma', 2), ('Nana', 12)")
                .update();
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = '~', textBlock = """
                    tests            ~ echo 2 of 4 tests failed; exit 1       ~ tests-failed
                    tests            ~ kill -9 $$                             ~ command-broken
                    tests            ~ sleep 300                              ~ command-broken
                    analysis         ~ exit 1                                 ~ analysis-failed
                    build            ~ exit 1                                 ~ build-failed
                    build            ~ cat /dev/zero > /dev/full || exit 1    ~ build-failed
                    build            ~ exit 0                                 ~ no-artefact
                    up               ~ exit 1                                 ~ migration-failed
                    web              ~ exit 3                                 ~ instance-ended
                    worker           ~ kill -9 $$                             ~ instance-ended
                    integrationTests ~ exit 1                                 ~ integration-tests-failed
                    validation       ~ exit 1                                 ~ validation-failed
                    """)
    void whatFailsBeforeProductionLeavesTheVersionThatServes(String program, String script, String cause) {
        SHOP.let(program, script);
        JsonNode release = releases.awaitEnd("releases", releases.release("v1.1.0"));
        releases.failedAndLeft(release, cause, "1.0.0", List.of(1), 2);
        REPORT.line("%s, %s: %s", program, script, release.path("outcome").asText());
    }

    @Test
    @Order(3)
    void migrationsThatCannotBeListedStopIt() {
        SHOP.letInProduction("pending", "echo the table of migrations is locked; exit 1");
        JsonNode release = releases.awaitEnd("releases", releases.release("v1.1.0"));
        releases.failedAndLeft(release, "migrations-unknown", "1.0.0", List.of(1), 2);
        REPORT.line("pending: %s", release.path("outcome").asText());
    }

    @Test
    @Order(4)
    void withoutABackupProductionIsNotTouched() {
        JdbcClient postgres = JdbcClient.create(new DriverManagerDataSource(SHOP.administrator()));
        postgres.sql("CREATE TABLE not_for_everybody (id integer)").update();
        try {
            JsonNode release = releases.awaitEnd("releases", releases.release("v1.1.0"));
            releases.failedAndLeft(release, "backup-failed", "1.0.0", List.of(1), 2);
            REPORT.line("backup: %s", release.path("outcome").asText());
        } finally {
            postgres.sql("DROP TABLE not_for_everybody").update();
        }
    }

    @Test
    @Order(5)
    void artefactThatIsChangedAfterTheApprovalIsNotDeployedAndTheRequesterDoesNotApprove() throws IOException {
        String id = releases.release("v1.2.0-lossy");
        EngineTask own = releases.task(id, "Task_ApproveRelease");
        assertThat(releases.facts(id)).contains("lossy");
        releases.complete(own, "operator", "approve");
        EngineTask again =
                eventually().until(() -> releases.task(id, "Task_ApproveRelease"), task -> task.key() != own.key());
        assertThat(releases.trail(id)).contains("approval by the requester refused");

        Files.write(artefact(id), new byte[] {0}, StandardOpenOption.APPEND);
        releases.complete(again, "anne", "approve");
        JsonNode release = releases.awaitEnd("releases", id);
        releases.failedAndLeft(release, "artefact-changed", "1.0.0", List.of(1), 2);
        REPORT.line("artefact changed: %s", release.path("outcome").asText());
    }

    @Test
    @Order(6)
    void tagThatIsMovedAfterTheApprovalIsNotDeployedAndAMissingWayDownIsNamedBeforehand() throws Exception {
        String id = releases.release("v1.2.0-no-way-down");
        EngineTask task = releases.task(id, "Task_ApproveRelease");
        assertThat(releases.facts(id)).contains("irreversible");
        try (Git git = Git.open(SHOP.mark("vigie/releases/demo/repository").toFile())) {
            ObjectId before = git.getRepository().resolve("refs/tags/v1.2.0-no-way-down");
            ObjectId other = git.getRepository().resolve("refs/tags/v1.1.0");
            move(git, other);
            releases.complete(task, "anne", "approve");
            JsonNode release = releases.awaitEnd("releases", id);
            releases.failedAndLeft(release, "tag-moved", "1.0.0", List.of(1), 2);
            REPORT.line("tag moved: %s", release.path("outcome").asText());
            move(git, before);
        }
    }

    @Test
    @Order(7)
    void approvalIsVoidWhenStagingShowsSomethingElseByThen() {
        String id = releases.release("v1.2.0-lossy");
        EngineTask task = releases.task(id, "Task_ApproveRelease");
        SHOP.let("validation", "exit 1");
        releases.awaitEnd("releases", releases.release("v1.1.0"));
        releases.complete(task, "anne", "approve");
        JsonNode release = releases.awaitEnd("releases", id);
        releases.failedAndLeft(release, "validation-void", "1.0.0", List.of(1), 2);
        REPORT.line("staging changed: %s", release.path("outcome").asText());
    }

    @Test
    @Order(8)
    void whatWasRejectedOrCancelledLeavesNothing() {
        String rejected = releases.release("v1.2.0-lossy");
        releases.complete(releases.task(rejected, "Task_ApproveRelease"), "anne", "reject");
        JsonNode refused = releases.awaitEnd("releases", rejected);
        assertThat(refused.path("status").asText()).as("%s", refused).isEqualTo("refused");
        releases.left("1.0.0", List.of(1), 2);

        SHOP.let("analysis", "sleep 300");
        String cancelled = releases.release("v1.1.0");
        releases.awaitStep(cancelled, "Static analysis");
        engine.api()
                .post("/api/applications/demo/releases/" + cancelled + "/cancellation", Map.of())
                .requireSuccess();
        JsonNode ended = releases.awaitEnd("releases", cancelled);
        assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("cancelled");
        releases.left("1.0.0", List.of(1), 2);
    }

    private static void move(Git git, ObjectId to) throws IOException {
        var update = git.getRepository().updateRef("refs/tags/v1.2.0-no-way-down");
        update.setNewObjectId(to);
        update.setForceUpdate(true);
        update.update();
    }

    private Path artefact(String id) throws IOException {
        String hash = releases.operation("releases", id)
                .path("details")
                .path("artefact")
                .asText();
        try (Stream<Path> files = Files.list(SHOP.mark("vigie/releases/demo/artefacts/" + hash))) {
            return files.findFirst().orElseThrow();
        }
    }
}
