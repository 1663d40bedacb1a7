package org.vigie.release.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.load.SomePlans;
import org.vigie.release.version.VersionBump;
import org.vigie.support.VigieTest;

/** What is proposed follows from the commits of a real repository and from what is known to serve. */
@VigieTest
class OutlooksTests {

    @TempDir
    Path folder;

    @Autowired
    Outlooks outlooks;

    @Autowired
    JdbcClient jdbc;

    private Git git;
    private MaintenancePlan plan;

    @BeforeEach
    void aRepository() throws IOException, GitAPIException {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call();
        plan = SomePlans.releasedFrom(folder, "outlook", repository);
    }

    @AfterEach
    void forget() {
        git.close();
        jdbc.sql("DELETE FROM release_version WHERE application = 'outlook'").update();
    }

    @Test
    void theFirstReleaseHasTheFirstNumber() throws GitAPIException {
        commit("feat: it works");
        Outlook outlook = outlooks.of(plan);
        assertThat(outlook.version()).hasToString("0.1.0");
        assertThat(outlook.base()).isNull();
        assertThat(outlook.bump()).isEqualTo(VersionBump.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "fix: no more blank pages, 1.2.1, PATCH",
        "feat: dark pages, 1.3.0, MINOR",
        "feat!: no more old addresses, 2.0.0, MAJOR"
    })
    void commitsDecideTheNumber(String message, String version, VersionBump bump) throws GitAPIException {
        released("1.2.0");
        commit(message);
        commit("docs: say so");
        Outlook outlook = outlooks.of(plan);
        assertThat(outlook.version()).hasToString(version);
        assertThat(outlook.bump()).isEqualTo(bump);
        assertThat(outlook.base()).hasToString("1.2.0");
        assertThat(outlook.changes()).hasSize(2);
        assertThat(outlook.commit()).isEqualTo(head());
    }

    @Test
    void whatNobodyNoticesIsNotReleased() throws GitAPIException {
        released("1.2.0");
        commit("docs: say so");
        Outlook outlook = outlooks.of(plan);
        assertThat(outlook.version()).isNull();
        assertThat(outlook.reason()).contains("no commit on main");
    }

    @Test
    void aTagThatNeverServedIsProposedAsItIs() throws GitAPIException {
        released("1.2.0");
        commit("fix: no more blank pages");
        git.tag().setName("v1.2.1").setMessage("1.2.1").call();
        String tagged = head();
        Outlook outlook = outlooks.of(plan);
        assertThat(outlook.version()).hasToString("1.2.1");
        assertThat(outlook.commit()).isEqualTo(tagged);
        assertThat(outlook.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.subject()).isEqualTo("no more blank pages"));

        commit("fix: no more slow pages");
        assertThat(outlooks.of(plan).version()).hasToString("1.2.2");
        assertThat(outlooks.of(plan).base()).hasToString("1.2.0");
    }

    @Test
    void aBadVersionIsNotProposedAgain() throws GitAPIException {
        released("1.2.0");
        commit("fix: no more blank pages");
        git.tag().setName("v1.2.1").setMessage("1.2.1").call();
        jdbc.sql("INSERT INTO release_version (application, version, state) VALUES ('outlook', '1.2.1', 'bad')")
                .update();
        assertThat(outlooks.of(plan).version()).isNull();
    }

    @Test
    void foreignTextIsOneLineOfATable() throws GitAPIException {
        released("1.2.0");
        commit("fix: " + "x".repeat(300) + "\u202e");
        assertThat(outlooks.of(plan).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.subject()).hasSize(201).endsWith("…"));
    }

    private void released(String version) throws GitAPIException {
        commit("feat: as it was");
        git.tag().setName("v" + version).setMessage(version).call();
        jdbc.sql("""
                        INSERT INTO release_version (application, version, state, released_at)
                        VALUES ('outlook', :version, 'serving', now())
                        """).param("version", version).update();
    }

    private void commit(String message) throws GitAPIException {
        git.commit()
                .setAllowEmpty(true)
                .setSign(false)
                .setAuthor("Dora", "dora@example.org")
                .setCommitter("Dora", "dora@example.org")
                .setMessage(message)
                .call();
    }

    private String head() {
        try {
            return Objects.requireNonNull(git.getRepository().resolve("HEAD")).name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
