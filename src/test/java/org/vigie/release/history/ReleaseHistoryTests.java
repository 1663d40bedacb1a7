package org.vigie.release.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.release.version.TagPattern;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class ReleaseHistoryTests {

    private final TestHistory git = new TestHistory();

    @Test // V23
    void aHotfixThatWasMergedBackIsReleasedAlready() {
        String first = git.commit("feat: first");
        git.tag("v1.0.0", first);
        String onDevelop = git.commit("fix: sur develop", first);
        String urgent = git.commit("fix: urgent", first);
        String toMain = git.commit("Merge branch 'hotfix/urgent'", first, urgent);
        git.tag("v1.0.1", toMain);
        String back = git.commit("Merge branch 'hotfix/urgent' into develop", onDevelop, urgent);
        git.branch("develop", back);

        Unreleased unreleased = unreleased("develop");

        assertThat(messages(unreleased))
                .containsExactly("Merge branch 'hotfix/urgent' into develop", "fix: sur develop");
        assertThat(unreleased.base()).map(ReleaseTag::name).contains("v1.0.1");
        assertThat(unreleased.base().orElseThrow().version().next(VersionBump.PATCH))
                .hasToString("1.0.2");
        assertThat(unreleased.missing()).isEmpty();
    }

    @Test // V42
    void namesWhatWouldBeTakenBack() {
        String first = git.commit("feat: first");
        String urgent = git.commit("fix: urgent", first);
        git.tag("v1.0.1", git.commit("Merge branch 'hotfix/urgent'", first, urgent));
        git.branch("develop", git.commit("feat: next", first));

        assertThat(unreleased("develop").missing())
                .extracting(HistoryCommit::message)
                .containsExactly("fix: urgent");
    }

    @Test // V24
    void aCopyWithAnOriginLineIsReleasedAlready() {
        String first = git.commit("feat: first");
        String urgent = git.write("fix: urgent", "a", "one", first);
        git.tag("v1.0.1", git.write("fix: urgent\n\n(cherry picked from commit " + urgent + ")", "a", "two", first));
        git.branch("develop", git.commit("feat: next", urgent));

        Unreleased unreleased = unreleased("develop");

        assertThat(messages(unreleased)).containsExactly("feat: next");
        assertThat(unreleased.copies()).extracting(copy -> copy.commit().id()).containsExactly(urgent);
        assertThat(unreleased.missing()).isEmpty();
    }

    @Test // V24
    void aCopyWithTheSamePatchIsReleasedAlready() {
        String first = git.commit("feat: first");
        String urgent = git.write("fix: urgent", "a", "same", git.commit("fix: other", first));
        git.tag("v1.0.1", git.write("fix: urgent, in other words", "a", "same", first));
        git.branch("develop", urgent);

        Unreleased unreleased = unreleased("develop");

        assertThat(messages(unreleased)).containsExactly("fix: other");
        assertThat(unreleased.copies()).hasSize(1);
        assertThat(unreleased.missing()).isEmpty();
    }

    @Test // V20, V21
    void theBaseOfAFinalReleaseIsTheLastFinalOne() {
        String released = git.commit("feat: a");
        git.tag("v1.4.0", released);
        String b = git.commit("feat: b", released);
        git.tag("v1.5.0-rc.1", b);
        git.branch("main", git.commit("fix: c", b));

        Unreleased unreleased = unreleased("main");

        assertThat(messages(unreleased)).containsExactly("fix: c", "feat: b");
        assertThat(unreleased.base()).map(ReleaseTag::name).contains("v1.4.0");
    }

    @Test // V20
    void aCandidateOnTheCommitOfAReleaseIsNoBase() {
        String released = git.commit("feat: a");
        git.tag("v1.4.1-rc.1", released);
        git.tag("v1.4.1", released);
        git.branch("main", git.commit("fix: c", released));

        Unreleased unreleased = unreleased("main");

        assertThat(messages(unreleased)).containsExactly("fix: c");
        assertThat(unreleased.base().orElseThrow().version().next(VersionBump.PATCH))
                .hasToString("1.4.2");
    }

    @Test // V26
    void theHighestVersionCountsInWhateverSpelling() {
        String first = git.commit("feat: a");
        git.tag("v1.0.9", first);
        String second = git.commit("feat: b", first);
        git.tag("1.2.0", second);
        git.branch("main", git.commit("fix: c", second));

        assertThat(unreleased("main").base()).map(ReleaseTag::name).contains("1.2.0");
    }

    @Test // V26
    void versionsAreNumbersAndNoText() {
        String first = git.commit("feat: a");
        git.tag("v1.9.0", first);
        String second = git.commit("feat: b", first);
        git.tag("1.10.0", second);
        git.tag("v1.2.10", git.commit("fix: on an old line", first));
        git.branch("main", git.commit("fix: c", second));

        assertThat(unreleased("main").base()).map(ReleaseTag::name).contains("1.10.0");
    }

    @Test // V28
    void tagsThatAreNoVersionsAreNamedWithTheReason() {
        String first = git.commit("feat: a");
        git.tag("v01.2.3", first);
        git.tag("v99999999999999999999.0.0", first);
        git.tag("v1.0.1", first);
        git.tag("v1.0.1+build.5", first);
        git.tag("v1.0.2$(id)", first);
        git.tag("nightly", first);
        git.annotatedTag("v9.0.0", git.blob("no commit"), Constants.OBJ_BLOB);

        ReleaseTags tags = git.history().tags(TagPattern.DEFAULT);

        assertThat(tags.releases()).extracting(ReleaseTag::name).containsExactly("v1.0.1", "v1.0.1+build.5");
        assertThat(tags.others())
                .extracting(ReleaseTags.Other::name)
                .containsExactly("nightly", "v01.2.3", "v1.0.2$(id)", "v9.0.0", "v99999999999999999999.0.0");
        assertThat(tags.others())
                .extracting(ReleaseTags.Other::reason)
                .anyMatch(reason -> reason.contains("too large"));
    }

    @Test // V29
    void annotatedLightweightAndNestedTagsCount() {
        String a = git.commit("feat: a");
        String b = git.commit("feat: b", a);
        String c = git.commit("feat: c", b);
        git.annotatedTag("v1.0.0", ObjectId.fromString(a), Constants.OBJ_COMMIT);
        git.tag("v1.0.1", b);
        ObjectId inner = git.annotatedTag("inner", ObjectId.fromString(c), Constants.OBJ_COMMIT);
        git.annotatedTag("v1.0.2", inner, Constants.OBJ_TAG);

        assertThat(git.history().tags(TagPattern.DEFAULT).releases())
                .extracting(ReleaseTag::commit)
                .containsExactly(c, b, a);
    }

    @Test // V31
    void withoutTagsEverythingIsNewAndThereIsNoBase() {
        String a = git.commit("feat: a");
        git.branch("main", git.commit("feat: b", a));

        Unreleased unreleased = unreleased("main");

        assertThat(messages(unreleased)).containsExactly("feat: b", "feat: a");
        assertThat(unreleased.base()).isEmpty();
    }

    @Test // V31
    void aFirstReleaseCanBeginAtAGivenCommit() {
        String a = git.commit("feat: a");
        git.branch("main", git.commit("feat: b", a));

        Unreleased unreleased = git.history().unreleasedSince(a, "main");

        assertThat(messages(unreleased)).containsExactly("feat: b");
        assertThat(unreleased.base()).isEmpty();
    }

    @Test
    void aHotfixOfAnOldVersionFollowsThatVersion() {
        String one = git.commit("feat: one");
        git.tag("v1.0.0", one);
        git.tag("v2.0.0", git.commit("feat!: two", one));
        git.branch("hotfix/old", git.commit("fix: old", one));
        ReleaseTags tags = git.history().tags(TagPattern.DEFAULT);

        Unreleased unreleased = git.history().unreleasedOfHotfix("hotfix/old", tags);

        assertThat(unreleased.base()).map(ReleaseTag::version).contains(Version.of(1, 0, 0));
        assertThat(unreleased.missing()).isEmpty();
        assertThat(messages(unreleased)).containsExactly("fix: old");
    }

    @Test // D31
    void aTagThatWasMovedOrTakenAwayIsSeen() {
        String a = git.commit("feat: a");
        String b = git.commit("feat: b", a);
        git.tag("v1.0.0", b);
        git.tag("v1.1.0", b);

        assertThat(git.history().tags(TagPattern.DEFAULT).moved(Map.of("v1.0.0", a, "v1.1.0", b, "v0.9.0", a)))
                .containsExactly(
                        new ReleaseTags.Moved("v0.9.0", a, Optional.empty()),
                        new ReleaseTags.Moved("v1.0.0", a, Optional.of(b)));
    }

    @ParameterizedTest // X13
    @ValueSource(strings = {"main^", "main~1", "HEAD@{1}", "--all", "main..develop", ":/fix", "v1.0.1$(id)", "refs\n"})
    void takesNamesAndNoExpressions(String name) {
        git.branch("main", git.commit("feat: a"));

        assertThatThrownBy(() -> git.history().resolve(name))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> git.history().resolve("absent"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("no branch, tag or commit absent");
        assertThatThrownBy(() -> git.history().resolve("0123456789abcdef0123456789abcdef01234567"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("no branch, tag or commit");
    }

    @Test
    void readsARepositoryOnDiskAndRefusesAShallowOne(@TempDir Path folder) throws IOException {
        OwnGitSettings.use();
        Path work = folder.resolve("work");
        String commit;
        try (Repository disk =
                new RepositoryBuilder().setWorkTree(work.toFile()).build()) {
            disk.create();
            TestHistory onDisk = new TestHistory(disk);
            commit = onDisk.commit("feat: a");
            onDisk.branch("main", commit);
        }
        try (ReleaseHistory history = ReleaseHistory.open(work)) {
            assertThat(history.resolve("main")).isEqualTo(commit);
        }
        Files.writeString(work.resolve(".git/shallow"), commit + "\n");

        assertThatThrownBy(() -> ReleaseHistory.open(work)).isInstanceOfSatisfying(HintedException.class, e -> {
            assertThat(e.fact()).contains("shallow");
            assertThat(e.hint()).contains("--unshallow");
        });
        assertThatThrownBy(() -> ReleaseHistory.open(folder.resolve("none")))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("no Git repository");
    }

    /** A random graph with random tags: the range is what sets say it is. */
    @Property(tries = 150)
    void theRangeIsWhatTheHeadReachesAndNoReleaseDoes(@ForAll Random random) {
        TestHistory graph = new TestHistory();
        List<String> commits = new ArrayList<>();
        Map<String, List<String>> parents = new TreeMap<>();
        int size = 2 + random.nextInt(25);
        for (int i = 0; i < size; i++) {
            Set<String> chosen = new TreeSet<>();
            for (int k = 0; i > 0 && k < 1 + random.nextInt(2); k++) {
                chosen.add(commits.get(Math.max(0, i - 1 - random.nextInt(4))));
            }
            String id = graph.commit("feat: " + i, chosen.toArray(String[]::new));
            commits.add(id);
            parents.put(id, List.copyOf(chosen));
        }
        Set<String> tagged = new TreeSet<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            String target = commits.get(random.nextInt(size));
            graph.tag("v1." + i + ".0", target);
            tagged.add(target);
        }
        graph.tag("v3.0.0-rc.1", commits.get(random.nextInt(size)));
        String head = commits.getLast();
        Set<String> expected = reached(Set.of(head), parents);
        expected.removeAll(reached(tagged, parents));

        Unreleased unreleased = graph.history().unreleased(head, graph.history().tags(TagPattern.DEFAULT));

        assertThat(unreleased.commits()).extracting(HistoryCommit::id).containsExactlyInAnyOrderElementsOf(expected);
        List<String> order =
                unreleased.commits().stream().map(HistoryCommit::id).toList();
        assertThat(unreleased.commits())
                .allSatisfy(commit -> commit.parents().stream()
                        .filter(order::contains)
                        .forEach(
                                parent -> assertThat(order.indexOf(parent)).isGreaterThan(order.indexOf(commit.id()))));
    }

    private static Set<String> reached(Set<String> from, Map<String, List<String>> parents) {
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (seen.add(next)) {
                open.addAll(parents.get(next));
            }
        }
        return seen;
    }

    private Unreleased unreleased(String head) {
        return git.history().unreleased(head, git.history().tags(TagPattern.DEFAULT));
    }

    private static List<String> messages(Unreleased unreleased) {
        return unreleased.commits().stream().map(HistoryCommit::message).toList();
    }
}
