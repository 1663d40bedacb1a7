package org.vigie.release.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditTrail;
import org.vigie.effect.Effects;
import org.vigie.plan.Plans;
import org.vigie.plan.load.SomePlans;
import org.vigie.release.ReleaseNotesReady;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.publication.NotesStore;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Troubles;

/** From notes that are ready to a changelog that has them: once, whatever happens on the way, and people hear of what fails. */
@VigieTest
class ChangelogsTests {

    private static final String TROUBLE = "changelog-not-committed:demo";

    @Autowired
    ChangelogStore store;

    @Autowired
    NotesStore notes;

    @Autowired
    Plans plans;

    @Autowired
    Effects effects;

    @Autowired
    Troubles troubles;

    @Autowired
    AuditTrail audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MutableClock clock;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private Git git;
    private Repositories repositories;
    private Changelogs changelogs;

    @BeforeEach
    void aVersionServes() throws Exception {
        clock.set(VigieTest.START);
        forget();
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        git.commit()
                .setMessage("feat: a shop")
                .setAllowEmpty(true)
                .setSign(false)
                .call();
        repositories = mock();
        when(repositories.folder(any())).thenReturn(folder);
        changelogs = new Changelogs(store, notes, repositories, plans, effects, troubles, audit, transaction, clock);
        serves("demo", "1.2.0");
    }

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM release_changelog").update();
        jdbc.sql("DELETE FROM release_notes").update();
        jdbc.sql("DELETE FROM effect WHERE key LIKE 'changelog/%'").update();
        troubles.clear(TROUBLE);
        if (git != null) {
            git.close();
        }
    }

    @Test
    void isCommittedOnceAndTheNotesAreFinal() throws Exception {
        changelogs.sweep();
        KeptChangelog kept = store.find("demo", "1.2.0").orElseThrow();
        assertThat(kept.commit()).isEqualTo(commits().getFirst().name());
        assertThat(kept.doneAt()).isNotNull();
        assertThat(Files.readString(folder.resolve("CHANGELOG.md")))
                .isEqualTo("# Changelog - Demo\n\n## [1.2.0] - 2026-11-20\n\n### Added\n\n- a remark\n");
        assertThat(notes.find("demo", "1.2.0").orElseThrow().publishedAt()).isNotNull();
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM audit_entry WHERE subject = 'op-1' AND action = 'changelog committed'")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(1);

        events.publishEvent(new ReleaseNotesReady("demo", "1.2.0"));
        clock.advance(Duration.ofHours(2));
        changelogs.sweep();
        assertThat(commits()).hasSize(2);
    }

    @Test
    void crashBehindTheCommitMakesNoSecondOne() throws Exception {
        changelogs.sweep();
        String commit = store.find("demo", "1.2.0").orElseThrow().commit();
        // as if Vigie had died before it wrote that down, and even before the effect was known to be done
        jdbc.sql("UPDATE release_changelog SET done_at = NULL, commit_id = NULL")
                .update();
        changelogs.sweep();
        assertThat(store.find("demo", "1.2.0").orElseThrow().commit()).isEqualTo(commit);
        jdbc.sql("UPDATE release_changelog SET done_at = NULL, commit_id = NULL")
                .update();
        jdbc.sql("DELETE FROM effect WHERE key LIKE 'changelog/%'").update();
        changelogs.sweep();
        assertThat(store.find("demo", "1.2.0").orElseThrow().commit()).isEqualTo(commit);
        assertThat(commits()).hasSize(2);
    }

    @Test
    void whatFailsIsATroubleUntilItIsDone() throws Exception {
        Files.writeString(folder.resolve("CHANGELOG.md"), "# mine\n");
        changelogs.sweep();
        assertThat(troubles.require(TROUBLE).message())
                .contains("version 1.2.0 of demo is not in its changelog", "somebody edits");
        assertThat(troubles.require(TROUBLE).clearedAt()).isNull();
        assertThat(store.find("demo", "1.2.0").orElseThrow().attempts()).isEqualTo(1);
        assertThat(commits()).hasSize(1);

        Files.delete(folder.resolve("CHANGELOG.md"));
        changelogs.sweep(); // too early
        assertThat(commits()).hasSize(1);
        troubles.retry(TROUBLE, "anne");
        assertThat(changelogs.kind()).isEqualTo(troubles.require(TROUBLE).kind());
        changelogs.sweep();
        assertThat(commits()).hasSize(2);
        assertThat(troubles.require(TROUBLE).clearedAt()).isNotNull();
    }

    @Test
    void waitsUntilTheNotesArePublishedOnGitHub(@TempDir Path shop) throws Exception {
        Plans others = new Plans(List.of(SomePlans.shop(shop, """
                        release:
                          repository: sample
                          steps: {build: [[make]]}
                          health: {path: /health}
                          production:
                            address: https://shop.example
                            database: main
                            instances: [{role: web, ports: [8072, 8073]}]
                          changelog: {author: Shop, email: team@shop.example}
                        """)));
        changelogs = new Changelogs(store, notes, repositories, others, effects, troubles, audit, transaction, clock);
        kept("shop", "1.0.0");
        changelogs.on(new ReleaseNotesReady("shop", "1.0.0"));
        changelogs.sweep();
        assertThat(commits()).hasSize(1);
        assertThat(store.find("shop", "1.0.0").orElseThrow().problem()).contains("not published on GitHub yet");
        notes.published("shop", "1.0.0", "https://github.example/releases/v1.0.0");
        clock.advance(Duration.ofMinutes(2));
        changelogs.sweep();
        assertThat(commits()).hasSize(2);
        assertThat(store.find("shop", "1.0.0").orElseThrow().problem()).isNull();
    }

    @Test
    void isNotAskedForWhereThePlanNamesNone() throws Exception {
        changelogs.on(new ReleaseNotesReady("mangatheque", "2.0.0"));
        assertThat(store.find("mangatheque", "2.0.0")).isEmpty();
    }

    private void serves(String application, String version) {
        kept(application, version);
        events.publishEvent(new ReleaseNotesReady(application, version));
    }

    private void kept(String application, String version) {
        jdbc.sql("""
                        INSERT INTO release_notes (application, version, operation_id, tag, commit_id, generated, technical, users,
                                                   ready_at)
                        VALUES (:application, :version, 'op-1', 'v' || :version, :commit, 'x', 'x', :users, :now)
                        """)
                .param("application", application)
                .param("version", version)
                .param("commit", "c".repeat(40))
                .param("users", "### Added\n\n- a remark\n")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private List<RevCommit> commits() throws Exception {
        return StreamSupport.stream(git.log().call().spliterator(), false).toList();
    }
}
