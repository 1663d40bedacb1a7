package org.vigie.release.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.plan.ChangelogSettings;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshLimits;

/** Sections of changelogs, committed and pushed: each once, and nothing of others is overwritten. */
class ChangelogRepositoryTests {

    private static final Instant SERVES = Instant.parse("2026-11-20T23:30:00Z");

    @TempDir
    Path folder;

    private Git git;
    private ChangelogRepository repository;

    @BeforeEach
    void make() throws Exception {
        git = Git.init()
                .setDirectory(folder.resolve("clone").toFile())
                .setInitialBranch("main")
                .call();
        commit("README.md", "A shop.\n", "feat: a shop");
        git.tag().setName("v1.0.0").setAnnotated(true).setMessage("the first").call();
        repository = ChangelogRepository.open(folder.resolve("clone"));
    }

    @AfterEach
    void close() {
        repository.close();
        git.close();
    }

    @Test
    void sectionIsCommittedOnceAndTheWorkTreeFollows() throws Exception {
        String commit = repository.commit(entry("1.0.0", null));
        assertThat(head(git.getRepository(), "main")).isEqualTo(commit);
        assertThat(changelog(git.getRepository(), "main")).isEqualTo("""
                # Changelog - Shop

                ## [1.0.0] - 2026-11-21

                ### Added

                - 1.0.0 sells books
                """);
        assertThat(git.status().call().isClean()).isTrue();
        assertThat(Files.readString(folder.resolve("clone/docs/CHANGELOG.md"))).contains("1.0.0 sells books");
        RevCommit made = commits(git.getRepository(), "main").getFirst();
        assertThat(made.getFullMessage()).isEqualTo("docs(changelog): 1.0.0\n");
        assertThat(made.getAuthorIdent().getEmailAddress()).isEqualTo("team@shop.example");

        assertThat(repository.commit(entry("1.0.0", null))).isEqualTo(commit);
        assertThat(commits(git.getRepository(), "main")).hasSize(2);
    }

    @Test
    void sectionComesAboveThoseOfLowerVersionsAndLeavesEverythingElse() throws Exception {
        commit("docs/CHANGELOG.md", "# News\r\n\r\n## [0.9.0] - 2026-01-01\r\n\r\n- by hand\r\n", "docs: news");
        commit("LICENSE", "free\n", "docs: licence");
        repository.commit(entry("1.0.0", null));
        assertThat(changelog(git.getRepository(), "main"))
                .isEqualTo("# News\r\n\r\n## [1.0.0] - 2026-11-21\r\n\r\n### Added\r\n\r\n- 1.0.0 sells books\r\n\r\n"
                        + "## [0.9.0] - 2026-01-01\r\n\r\n- by hand\r\n");
        assertThat(files(git.getRepository(), "main")).containsExactly("LICENSE", "README.md", "docs/CHANGELOG.md");
    }

    @Test
    void whatSomebodyEditsThereIsLeftAlone() throws Exception {
        repository.commit(entry("1.0.0", null));
        Path file = folder.resolve("clone/docs/CHANGELOG.md");
        Files.writeString(file, "# mine\n");
        assertThatThrownBy(() -> repository.commit(entry("1.1.0", null)))
                .isInstanceOfSatisfying(
                        HintedException.class, e -> assertThat(e.fact()).contains("somebody edits"));
        assertThat(Files.readString(file)).isEqualTo("# mine\n");
        assertThat(commits(git.getRepository(), "main")).hasSize(2);
    }

    @Test
    void workTreeThatACrashLeftBehindIsBroughtAlong() throws Exception {
        repository.commit(entry("1.0.0", null));
        Path file = folder.resolve("clone/docs/CHANGELOG.md");
        String before = Files.readString(file);
        repository.commit(entry("1.1.0", null));
        Files.writeString(file, before);
        repository.commit(entry("1.1.0", null));
        assertThat(Files.readString(file)).contains("1.1.0 sells books");
        assertThat(git.status().call().isClean()).isTrue();
    }

    @Test
    void branchThatIsNotShownChangesNoFile() throws Exception {
        git.checkout().setCreateBranch(true).setName("other").call();
        repository.commit(entry("1.0.0", null));
        assertThat(folder.resolve("clone/docs")).doesNotExist();
        assertThat(changelog(git.getRepository(), "main")).contains("[1.0.0]");
    }

    @Test
    void branchAndTagAreBroughtElsewhereOnce() throws Exception {
        try (Git there = other()) {
            String commit = repository.push(entry("1.0.0", push()), push());
            assertThat(head(there.getRepository(), "main")).isEqualTo(commit);
            assertThat(changelog(there.getRepository(), "main")).contains("1.0.0 sells books");
            assertThat(there.getRepository().exactRef("refs/tags/v1.0.0").getObjectId())
                    .isEqualTo(git.getRepository().exactRef("refs/tags/v1.0.0").getObjectId());
            assertThat(repository.push(entry("1.0.0", push()), push())).isEqualTo(commit);
            assertThat(commits(there.getRepository(), "main")).hasSize(2);
            // whoever keeps the clone fetches it
            assertThat(commits(git.getRepository(), "main")).hasSize(1);
        }
    }

    @Test
    void whatOthersPushedMeanwhileStaysBelow() throws Exception {
        try (Git there = other();
                Git colleague = Git.cloneRepository()
                        .setURI(folder.resolve("other.git").toString())
                        .setDirectory(folder.resolve("colleague").toFile())
                        .call()) {
            Files.writeString(folder.resolve("colleague/NOTES"), "more\n");
            colleague.add().addFilepattern(".").call();
            colleague.commit().setMessage("feat: more").setSign(false).call();
            colleague.push().call();
            repository.push(entry("1.0.0", push()), push());
            assertThat(commits(there.getRepository(), "main"))
                    .extracting(RevCommit::getShortMessage)
                    .containsExactly("docs(changelog): 1.0.0", "feat: more", "feat: a shop");
        }
    }

    @Test // X14
    void tagThatLeadsElsewhereThereStopsItLoudly() throws Exception {
        try (Git there = other();
                Git colleague = Git.cloneRepository()
                        .setURI(folder.resolve("other.git").toString())
                        .setDirectory(folder.resolve("colleague").toFile())
                        .call()) {
            colleague
                    .commit()
                    .setMessage("feat: another")
                    .setAllowEmpty(true)
                    .setSign(false)
                    .call();
            colleague.tag().setName("v1.0.0").setAnnotated(false).call();
            colleague.push().setPushTags().call();
            ObjectId moved = there.getRepository().exactRef("refs/tags/v1.0.0").getObjectId();
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push()), push()))
                    .isInstanceOfSatisfying(
                            HintedException.class, e -> assertThat(e.fact()).contains("leads elsewhere"));
            assertThat(there.getRepository().exactRef("refs/tags/v1.0.0").getObjectId())
                    .isEqualTo(moved);
            assertThat(commits(there.getRepository(), "main")).hasSize(1);
        }
    }

    @Test
    void tagThatWasMovedHereIsNotPushed() throws Exception {
        try (Git there = other()) {
            commit("NEW", "new\n", "feat: new");
            git.tag().setName("v1.0.0").setAnnotated(false).setForceUpdate(true).call();
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push()), push()))
                    .isInstanceOfSatisfying(
                            HintedException.class, e -> assertThat(e.fact()).contains("any more"));
            assertThat(there.getRepository().exactRef("refs/tags/v1.0.0")).isNull();
        }
    }

    @Test
    void branchAndTagAreBroughtOverSshOnce() throws Exception {
        try (Git there = other();
                GitServer server = new GitServer(folder, folder)) {
            Push push = server.push("other.git");
            String commit = repository.push(entry("1.0.0", push), push);
            assertThat(head(there.getRepository(), "main")).isEqualTo(commit);
            assertThat(changelog(there.getRepository(), "main")).contains("1.0.0 sells books");
            assertThat(there.getRepository().exactRef("refs/tags/v1.0.0").getObjectId())
                    .isEqualTo(git.getRepository().exactRef("refs/tags/v1.0.0").getObjectId());
            assertThat(repository.push(entry("1.0.0", push), push)).isEqualTo(commit);
            assertThat(commits(there.getRepository(), "main")).hasSize(2);
            assertThat(server.commands()).containsOnlyOnce("git-receive-pack '/other.git'");
        }
    }

    @Test
    void serverWithAnotherKeyIsAskedNothing() throws Exception {
        try (Git there = other();
                GitServer server = new GitServer(folder, folder)) {
            Push push = server.push("other.git", GitServer.line(GitServer.newKey()), folder.resolve("git-key"));
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                    .isInstanceOfSatisfying(HintedException.class, e -> {
                        assertThat(e.fact()).contains("127.0.0.1 shows another key than the plan has: SHA256:");
                        assertThat(e.hint()).contains("somebody may be in between");
                    });
            assertThat(server.commands()).isEmpty();
            assertThat(commits(there.getRepository(), "main")).hasSize(1);
        }
    }

    @Test
    void accountThatIsNotLetInSaysWhatToCheck() throws Exception {
        try (Git there = other();
                GitServer server = new GitServer(folder, folder)) {
            Path stranger = GitServer.keyFile(folder.resolve("stranger"), GitServer.newKey());
            Push known = server.push("other.git");
            Push push = server.push("other.git", known.hostKey(), stranger);
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                    .isInstanceOfSatisfying(HintedException.class, e -> {
                        assertThat(e.fact()).isEqualTo("127.0.0.1 does not let git in");
                        assertThat(e.hint()).contains("release.changelog.push");
                    });
            assertThat(commits(there.getRepository(), "main")).hasSize(1);
        }
    }

    @Test
    void keyThatIsNotThereIsNamed() throws Exception {
        try (Git there = other();
                GitServer server = new GitServer(folder, folder)) {
            Push push = server.push("other.git", server.push("x").hostKey(), folder.resolve("missing"));
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                    .isInstanceOfSatisfying(
                            HintedException.class,
                            e -> assertThat(e.fact()).contains("there is no secret of release.changelog.push in"));
            assertThat(commits(there.getRepository(), "main")).hasSize(1);
        }
    }

    @Test
    void repositoryThatTheServerDoesNotHaveIsNamedOverSsh() throws Exception {
        try (GitServer server = new GitServer(folder, folder)) {
            Push push = server.push("nowhere.git");
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                    .isInstanceOfSatisfying(
                            HintedException.class,
                            e -> assertThat(e.fact()).contains("/nowhere.git cannot be reached"));
        }
    }

    @Test
    void nameOfARepositoryIsOneWordForTheServer() throws Exception {
        try (GitServer server = new GitServer(folder, folder)) {
            Push push = server.push("it's$(id);--upload-pack=x.git");
            assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                    .isInstanceOf(HintedException.class);
            assertThat(server.commands()).containsExactly("git-upload-pack '/it'\\''s$(id);--upload-pack=x.git'");
        }
    }

    @Test
    void serverThatSaysNothingIsLeftAfterAWhile() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String to = "ssh://127.0.0.1:" + silent.getLocalPort() + "/other.git";
            Path key = GitServer.keyFile(folder.resolve("key"), GitServer.newKey());
            Push push = new Push(to, null, null, GitServer.line(GitServer.newKey()), SecretRef.parse("file:" + key));
            Duration patience = Duration.ofMillis(300);
            PushOverSsh sessions = new PushOverSsh(push, new SshLimits(patience, patience, patience));
            assertThatThrownBy(() -> sessions.getSession(new URIish(to), null, null, 0))
                    .isInstanceOf(TransportException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"git@git.example:shop.git", "git://git.example/shop.git", "http://git.example:1/shop.git"})
    void otherWaysAreNotTaken(String to) {
        Push push = new Push(to, null, null);
        assertThatThrownBy(() -> repository.push(entry("1.0.0", push), push))
                .isInstanceOfSatisfying(
                        HintedException.class, e -> assertThat(e.fact()).contains("no address with https or ssh"));
    }

    @Test
    void whereNothingCanBeReachedOrIsThereSaysSo() {
        Push nowhere = new Push(folder.resolve("nowhere.git").toString(), null, null);
        assertThatThrownBy(() -> repository.push(entry("1.0.0", nowhere), nowhere))
                .isInstanceOfSatisfying(
                        HintedException.class, e -> assertThat(e.fact()).contains("cannot be reached"));
        ChangelogSettings other = new ChangelogSettings("CHANGELOG.md", "trunk", "Shop", "team@shop.example", null);
        assertThatThrownBy(() -> repository.commit(settled("1.0.0", other)))
                .isInstanceOfSatisfying(
                        HintedException.class, e -> assertThat(e.fact()).contains("no branch trunk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--upload-pack=x", "main~1", "a..b", "main\nother", "$(id)"})
    void hostileBranchesAreRefused(String branch) throws Exception {
        ChangelogSettings hostile = new ChangelogSettings("CHANGELOG.md", branch, "Shop", "team@shop.example", push());
        assertThatThrownBy(() -> repository.commit(settled("1.0.0", hostile))).isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> repository.push(settled("1.0.0", hostile), push()))
                .isInstanceOf(HintedException.class);
        assertThat(commits(git.getRepository(), "main")).hasSize(1);
    }

    private Push push() {
        return new Push(folder.resolve("other.git").toString(), null, null);
    }

    /** A bare repository elsewhere, with the branch and without the tag. */
    private Git other() throws Exception {
        Git there = Git.cloneRepository()
                .setURI(folder.resolve("clone").toString())
                .setBare(true)
                .setDirectory(folder.resolve("other.git").toFile())
                .call();
        there.tagDelete().setTags("v1.0.0").call();
        return there;
    }

    private ChangelogEntry entry(String version, @Nullable Push push) {
        return settled(version, new ChangelogSettings("docs/CHANGELOG.md", "main", "Shop", "team@shop.example", push));
    }

    private ChangelogEntry settled(String version, ChangelogSettings settings) {
        return new ChangelogEntry(
                "Shop",
                Version.parse(version).orElseThrow(),
                "### Added\n\n- " + version + " sells books\n",
                SERVES,
                ZoneId.of("Europe/Paris"),
                "v1.0.0",
                first(),
                settings);
    }

    private String first() {
        try {
            return commits(git.getRepository(), "main").getLast().name();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void commit(String file, String content, String message) throws Exception {
        Path path = folder.resolve("clone").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content.getBytes(StandardCharsets.UTF_8));
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ann", "ann@shop.example")
                .setCommitter("Ann", "ann@shop.example")
                .setSign(false)
                .call();
    }

    private static String head(Repository repository, String branch) throws IOException {
        return repository.exactRef(Constants.R_HEADS + branch).getObjectId().name();
    }

    private static List<RevCommit> commits(Repository repository, String branch) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(
                    repository.exactRef(Constants.R_HEADS + branch).getObjectId()));
            return StreamSupport.stream(walk.spliterator(), false).toList();
        }
    }

    private static String changelog(Repository repository, String branch) throws IOException {
        try (TreeWalk file = TreeWalk.forPath(
                repository,
                "docs/CHANGELOG.md",
                commits(repository, branch).getFirst().getTree())) {
            return new String(repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> files(Repository repository, String branch) throws IOException {
        try (TreeWalk files = new TreeWalk(repository)) {
            files.addTree(commits(repository, branch).getFirst().getTree());
            files.setRecursive(true);
            List<String> found = new ArrayList<>();
            while (files.next()) {
                found.add(files.getPathString());
            }
            return found;
        }
    }
}
