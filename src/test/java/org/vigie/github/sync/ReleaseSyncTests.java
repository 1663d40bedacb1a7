package org.vigie.github.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.github.GitHubTest;
import org.vigie.github.api.FakeGitHub;
import org.vigie.release.ReleaseNotesReady;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** The release on GitHub: one for each version, whatever happens on the way. */
@GitHubTest
class ReleaseSyncTests {

    private static final FakeGitHub GITHUB = FakeGitHub.INSTANCE;
    private static final String COMMIT = "c".repeat(40);
    private static final String TAG = "/git/refs/tags/v1.2.0";

    @Autowired
    SyncRunner runner;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void aVersionServes() {
        clock.set(VigieTest.START);
        jdbc.sql("TRUNCATE github_sync, github_pause, release_notes").update();
        jdbc.sql("""
                        INSERT INTO release_notes (application, version, operation_id, tag, commit_id, generated, technical, users,
                                                   ready_at)
                        VALUES ('mangatheque', '1.2.0', 'op-1', 'v1.2.0', :commit, 'x', '- `c` feat: x', '### Added', now())
                        """).param("commit", COMMIT).update();
        GITHUB.reset();
        GITHUB.tag("v1.2.0", COMMIT);
        events.publishEvent(new ReleaseNotesReady("mangatheque", "1.2.0"));
    }

    @AfterEach
    void letGoOfHangingRequests() {
        GITHUB.reset();
    }

    @Test
    void isMadeOnceWithTheNotes() {
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.releases()).containsOnlyKeys("v1.2.0");
        assertThat(GITHUB.releases().get("v1.2.0"))
                .startsWith("<!-- vigie mangatheque 1.2.0 -->\n### Added")
                .contains("feat: x");
        assertThat(kept("url")).isEqualTo("https://github.example/releases/v1.2.0");
        events.publishEvent(new ReleaseNotesReady("mangatheque", "1.2.0"));
        runAfter(Duration.ofHours(2));
        assertThat(posts()).isEqualTo(1);
    }

    @Test // X14
    void oneThatWasMadeAlthoughGitHubAnsweredWithAnErrorIsFound() {
        GITHUB.failAfterwards("POST", "/releases", 502);
        runAfter(Duration.ofSeconds(2));
        assertThat(kept("url")).isNull();
        assertThat(kept("problem")).contains("502");
        runAfter(Duration.ofMinutes(1));
        assertThat(posts()).isEqualTo(1);
        assertThat(GITHUB.releases()).hasSize(1);
        assertThat(kept("url")).isEqualTo("https://github.example/releases/v1.2.0");
        assertThat(kept("problem")).isNull();
    }

    @Test
    void tagThatGitHubLacksIsMadeAtTheReleasedCommit() {
        GITHUB.reset();
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.tags()).isEqualTo(Map.of("v1.2.0", COMMIT));
        assertThat(GITHUB.releases()).hasSize(1);
    }

    @Test // X14
    void tagThatLeadsElsewhereGetsNoRelease() {
        GITHUB.tag("v1.2.0", "d".repeat(40));
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.releases()).isEmpty();
        assertThat(kept("problem")).contains("the tag v1.2.0 is " + "d".repeat(40));
        GITHUB.tag("v1.2.0", COMMIT);
        runAfter(Duration.ofHours(2));
        assertThat(GITHUB.releases()).hasSize(1);
    }

    @Test
    void whatSomebodyWroteThereStaysAndAnEmptyOneIsFilled() {
        GITHUB.release("v1.2.0", "written by hand");
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.releases()).isEqualTo(Map.of("v1.2.0", "written by hand"));
        assertThat(kept("url")).isEqualTo("https://github.example/releases/v1.2.0");

        jdbc.sql("UPDATE release_notes SET published_at = NULL, url = NULL").update();
        GITHUB.release("v1.2.0", "");
        events.publishEvent(new ReleaseNotesReady("mangatheque", "1.2.0"));
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.releases().get("v1.2.0")).contains("### Added");
        assertThat(posts()).isZero();
    }

    @Test
    void notesOfAVersionThatDoesNotServeAreNotPublished() {
        jdbc.sql("UPDATE release_notes SET ready_at = NULL").update();
        runAfter(Duration.ofSeconds(2));
        assertThat(GITHUB.requests()).isEmpty();
    }

    @Test
    void missingRightsWaitUntilSomebodyActs() {
        GITHUB.fail("GET", TAG, 403, Map.of());
        runAfter(Duration.ofSeconds(2));
        assertThat(kept("problem")).isNotBlank();
        runAfter(Duration.ofMinutes(2));
        assertThat(GITHUB.releases()).isEmpty();
        runAfter(Duration.ofHours(1));
        assertThat(GITHUB.releases()).hasSize(1);
    }

    private void runAfter(Duration pause) {
        clock.advance(pause);
        runner.run();
    }

    private long posts() {
        return GITHUB.requests().stream()
                .filter(request -> request.startsWith("POST") && request.endsWith("/releases"))
                .count();
    }

    private String kept(String column) {
        return jdbc.sql("SELECT " + column + " FROM release_notes")
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
