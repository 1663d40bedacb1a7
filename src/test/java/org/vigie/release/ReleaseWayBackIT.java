package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/**
 * Ways back that are hard, on the real broker with the sample application: by the backup before the release while nobody wrote, and at
 * a person who sees everything where Vigie cannot or may not go on.
 */
@Campaign
@Timeout(300)
class ReleaseWayBackIT extends ShopTest {

    private static final CampaignReport REPORT = new CampaignReport("release-way-back");
    private static final FaultyShop SHOP =
            new FaultyShop(Map.of("every: PT2S", "every: PT1S", "minimumSamples: 2", "minimumSamples: 3"));

    @DynamicPropertySource
    static void leadToTheShop(DynamicPropertyRegistry registry) {
        SHOP.lead(registry);
    }

    ReleaseWayBackIT() {
        super(SHOP);
    }

    @Test
    @Order(1)
    void firstVersionServes() {
        engine.api().get("/api/applications/demo/versions").requireSuccess(); // its repository is there
        releases.serves("v1.0.0");
        SHOP.database()
                .sql("INSERT INTO shop_order (title, quantity, state) VALUES ('Emma', 2, 'sent'), ('Nana', 12, 'sent')")
                .update();
    }

    @Test
    @Order(2)
    void wayDownThatFailsEndsAtAPersonWhileTheVersionBeforeServes() {
        SHOP.letInProduction("web", "exit 3");
        SHOP.letInProduction("down", "echo the index is in use; exit 1");
        String id = releases.release("v1.1.0");
        String rollback = releases.rollbackOf(id);
        var task = releases.task(rollback, "Task_BringBackByHand");
        assertThat(releases.facts(rollback)).contains("shows 1.0.0", "was at 1 before the release", "Migrate down");
        assertThat(SHOP.shown()).isEqualTo("1.0.0");
        SHOP.database().sql("DROP INDEX shop_order_by_state").update();
        SHOP.database().sql("DELETE FROM shop_migration WHERE position = 2").update();
        releases.complete(task, "anne", "");
        JsonNode release = releases.awaitEnd("releases", id);
        releases.failedAndLeft(release, "instance-ended", "1.0.0", List.of(1), 2);
        REPORT.line("the way down fails: %s", release.path("outcome").asText());
    }

    @Test
    @Order(3)
    void versionBeforeThatDoesNotStartAgainEndsAtAPersonAndTheNextReleaseServes() {
        String id = releases.release("v1.1.0");
        releases.awaitObserved(id);
        SHOP.letInProduction("web", "echo no memory; exit 3");
        SHOP.kill("Shop.java web --port 8172");
        SHOP.kill("Shop.java web --port 8173");
        String rollback = releases.rollbackOf(id);
        var task = releases.task(rollback, "Task_BringBackByHand");
        assertThat(releases.facts(rollback)).contains("shows neither of them", "Start what comes back");
        engine.awaitTrouble("release-not-serving:demo");
        SHOP.allIsWell();
        releases.complete(task, "anne", "");
        JsonNode release = releases.awaitEnd("releases", id);
        assertThat(release.path("cause").asText()).as("%s", release).isEqualTo("observation-bad");
        assertThat(release.path("outcome").asText()).contains("the rollback ended as failed");
        REPORT.line(
                "the version before does not start: %s", release.path("outcome").asText());
        releases.serves("v1.1.0");
        releases.left("1.1.0", List.of(1, 2), 2);
    }

    @Test
    @Order(4)
    void backupBeforeTheReleaseComesBackByItselfWhileNobodyWrote() throws Exception {
        versionThatOnlyAddsAndHasNoWayDown("v1.2.0-adds");
        // the version before starts again once its database is back
        SHOP.letInProduction("web", "if grep -q adds VERSION; then exit 3; fi");
        List<String> before = orders();
        String id = releases.release("v1.2.0-adds");
        releases.complete(releases.task(id, "Task_ApproveRelease"), "anne", "approve");
        JsonNode release = releases.awaitEnd("releases", id);
        releases.failedAndLeft(release, "instance-ended", "1.1.0", List.of(1, 2), 2);
        JsonNode rollback = releases.operation(
                "rollbacks", release.path("details").path("rollback").asText());
        assertThat(rollback.path("status").asText()).as("%s", rollback).isEqualTo("succeeded");
        assertThat(rollback.path("details").path("database").asText()).isEqualTo("restore");
        assertThat(rollback.path("details").path("recovery").asText()).isNotEmpty();
        assertThat(orders()).isEqualTo(before);
        assertThat(SHOP.database()
                        .sql("SELECT count(*) FROM information_schema.columns WHERE column_name = 'gift'")
                        .query(Integer.class)
                        .single())
                .isZero();
        REPORT.line("no way down, nobody wrote: %s", release.path("outcome").asText());
    }

    @Test
    @Order(5)
    void nothingIsRestoredWhereSomebodyWroteAndAPersonSeesWhatWouldBeLost() throws Exception {
        Path starting = SHOP.mark("starting");
        Path goOn = SHOP.mark("go-on");
        SHOP.letInProduction("web", "touch " + starting + "; while [ ! -e " + goOn + " ]; do sleep 0.1; done; exit 3");
        String id = releases.release("v1.2.0-lossy");
        releases.complete(releases.task(id, "Task_ApproveRelease"), "anne", "approve");
        eventually().atMost(Duration.ofSeconds(150)).until(() -> Files.exists(starting));
        assertThat(SHOP.shown()).as("closed while the schema changes").isEmpty();
        SHOP.database()
                .sql("INSERT INTO shop_order (title, quantity, state) VALUES ('Germinal', 1, 'sent')")
                .update();
        Files.createFile(goOn);

        String rollback = releases.rollbackOf(id);
        var task = releases.task(rollback, "Task_BringBackByHand");
        assertThat(releases.facts(rollback)).contains("would lose", "shop_order");
        assertThat(releases.operation("rollbacks", rollback)
                        .path("details")
                        .path("wouldLose")
                        .toString())
                .contains("shop_order");
        releases.complete(task, "anne", "");
        JsonNode release = releases.awaitEnd("releases", id);
        assertThat(release.path("status").asText()).as("%s", release).isEqualTo("failed");
        assertThat(release.path("outcome").asText()).contains("the rollback ended as failed");
        assertThat(SHOP.database()
                        .sql("SELECT title FROM shop_order ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("Emma", "Nana", "Germinal");
        REPORT.line("lossy, somebody wrote: %s", release.path("outcome").asText());
    }

    private static void versionThatOnlyAddsAndHasNoWayDown(String tag) throws Exception {
        Path repository = SHOP.mark("vigie/releases/demo/repository");
        try (Git git = Git.open(repository.toFile())) {
            git.checkout()
                    .setCreateBranch(true)
                    .setName("adds")
                    .setStartPoint("v1.1.0")
                    .call();
            Files.writeString(repository.resolve("VERSION"), tag.substring(1) + "\n");
            Files.writeString(
                    repository.resolve("migrations/0003_gifts.up.sql"),
                    "-- vigie: irreversible\nALTER TABLE shop_order ADD COLUMN gift text;\n");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("feat: gifts").setSign(false).call();
            git.tag().setName(tag).setAnnotated(false).call();
            git.checkout().setName("main").call();
        }
    }

    private List<String> orders() {
        return SHOP.database()
                .sql("SELECT title || ' ' || quantity || ' ' || ordered_at FROM shop_order ORDER BY id")
                .query(String.class)
                .list();
    }
}
