package org.vigie.release.commits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.release.commits.TestCommits.commits;
import static org.vigie.release.commits.TestCommits.content;
import static org.vigie.release.commits.TestCommits.id;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.release.commits.ReleaseContent.LeftOut;
import org.vigie.release.commits.ReleaseContent.Squashes;

/** The numbers are those of docs/releases-cases.md. */
class ReleaseContentTests {

    @Test // V15
    void aFeatureAndItsRevertCancelEachOtherOut() {
        ReleaseContent content = content("feat: b", "Revert \"feat: b\"\n\nThis reverts commit " + id(1) + ".");

        assertThat(content.changes()).isEmpty();
        assertThat(content.leftOut())
                .extracting(LeftOut::reason)
                .containsExactly("it takes back 00000001, which no release contains", "it was taken back by 00000002");
    }

    @Test // V15
    void aRevertWithoutAnIdIsKnownByItsHeader() {
        assertThat(content("feat: b", "fix: c", "revert: feat: b").changes())
                .extracting(Change::subject)
                .containsExactly("c");
    }

    @Test // V15
    void whatWasTakenBackAndPutInAgainCounts() {
        ReleaseContent content = content(
                "feat: b",
                "Revert \"feat: b\"\n\nThis reverts commit " + id(1) + ".",
                "Reapply \"feat: b\"\n\nThis reverts commit " + id(2) + ".");

        assertThat(content.changes()).extracting(Change::subject).containsExactly("b");
        assertThat(content.leftOut()).hasSize(2);
    }

    @Test // V16
    void theRevertOfSomethingReleasedIsAChangeAndAQuestion() {
        ReleaseContent content =
                content("Revert \"feat: old\"\n\nThis reverts commit abcdef0123456789abcdef0123456789abcdef01.");

        assertThat(content.changes()).extracting(Change::type).containsExactly("revert");
        assertThat(content.hints()).singleElement().asString().contains("breaking change?");
    }

    @ParameterizedTest // V16
    @CsvSource(
            delimiter = '|',
            value = {
                "Revert \"feat(a): old\" | revert | old",
                "revert: feat(a): old | revert | old",
                "Revert \"old\" | revert | old",
                "Reapply \"feat(a): old\" | feat | old",
                "Revert \"Revert \"fix: old\"\" | fix | old",
                "Revert \"Reapply \"fix: old\"\" | revert | old",
                "Revert \"revert: fix: old\" | fix | old",
                "Reapply \"old\" | | old"
            })
    void aRevertOfSomethingReleasedSaysWhatItIsAbout(String header, String type, String subject) {
        assertThat(content(header).changes()).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(type);
            assertThat(change.subject()).isEqualTo(subject);
        });
    }

    @Test
    void whatBreaksBreaksAgainWhenItIsPutInAgain() {
        assertThat(content("Reapply \"feat!: old\"").changes().getFirst().breaking())
                .containsExactly("old");
        assertThat(content("Revert \"feat!: old\"").changes().getFirst().breaking())
                .isEmpty();
        assertThat(content("revert!: feat: old").changes().getFirst().breaking())
                .hasSize(1);
    }

    @Test
    void aRevertOfMoreThanThisReleaseIsAChangeOfItsOwn() {
        ReleaseContent content = content("feat: b", "revert: both\n\nRefs: " + id(1) + ", abcdef0123");

        assertThat(content.changes()).extracting(Change::type).containsExactly("revert", "feat");
    }

    @Test
    void aNewCommitWithTheSameHeaderIsNotTakenBack() {
        assertThat(content("revert: feat: b", "feat: b").changes()).hasSize(2);
        assertThat(content("Revert \"feat: b\"\n\nThis reverts commit " + id(2) + ".", "feat: b")
                        .changes())
                .hasSize(2);
    }

    @Test // V11
    void whatWasToBeSquashedMakesNoEntryAndIsTold() {
        ReleaseContent content = content("feat: z", "fixup! feat: z", "squash! fix: y");

        assertThat(content.changes()).hasSize(1);
        assertThat(content.leftOut()).hasSize(2);
        assertThat(content.hints()).hasSize(2).allMatch(hint -> hint.contains("without squashing"));
    }

    @Test // V14
    void aSquashIsOneChangeOrSeveral() {
        List<ReleaseCommit> squash =
                commits("feat: panier (#12)\n\n* fix: un\n\n* feat!: deux\n\nCo-authored-by: X <x@example.org>");

        ReleaseContent title = ReleaseContent.of(squash, Squashes.TITLE_ONLY);
        ReleaseContent inner = ReleaseContent.of(squash, Squashes.INNER_HEADERS);

        assertThat(title.changes()).hasSize(1);
        assertThat(title.bumpInputs()).containsEntry("breaking", true);
        assertThat(inner.changes()).extracting(Change::subject).containsExactly("panier (#12)", "un", "deux");
        assertThat(inner.changes())
                .filteredOn(change -> !change.breaking().isEmpty())
                .hasSize(1);
        assertThat(inner.bumpInputs()).containsEntry("breaking", true);
    }

    @Test // V14
    void aTitleThatSaysNothingGivesWayToTheHeadersInside() {
        ReleaseContent inner =
                ReleaseContent.of(commits("Panier\n\n* fix: un\n\n* feat: deux"), Squashes.INNER_HEADERS);

        assertThat(inner.changes()).extracting(Change::type).containsExactly("fix", "feat");
    }

    @Test // V09
    void whatIsNotUnderstoodIsListedAndRaisesNothing() {
        ReleaseContent content = content("wip", "feat : x", "Ajoute le panier");

        assertThat(content.notUnderstood()).hasSize(3);
        assertThat(content.bumpInputs()).containsEntry("types", List.of()).containsEntry("breaking", false);
    }

    @Test
    void mergesAreLeftOutUnlessTheyBreakSomething() {
        assertThat(content("Merge branch 'x' into main").leftOut()).hasSize(1);
        assertThat(content("Merge pull request #1 from a/b\n\nfeat!: c").changes())
                .singleElement()
                .satisfies(change -> assertThat(change.breaking()).containsExactly("c"));
    }

    @Property(tries = 1_000)
    void noCommitIsLost(@ForAll("messages") List<String> messages) {
        List<ReleaseCommit> commits = commits(messages.toArray(String[]::new));

        for (Squashes squashes : Squashes.values()) {
            assertThat(ReleaseContent.of(commits, squashes).commits())
                    .containsExactlyInAnyOrderElementsOf(
                            commits.stream().map(ReleaseCommit::id).toList());
        }
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> revert = Arbitraries.integers()
                .between(1, 12)
                .map(n -> "Revert \"feat: a\"\n\nThis reverts commit " + id(n) + ".");
        return Arbitraries.oneOf(
                        revert,
                        Arbitraries.of(
                                "feat: a",
                                "fix!: b",
                                "wip",
                                "",
                                "fixup! feat: a",
                                "Merge branch 'x'",
                                "revert: feat: a",
                                "revert: wip",
                                "Panier\n\n* fix: un\n* feat!: deux",
                                "docs: d\n\nBREAKING CHANGE: e",
                                "Revert \"feat: a\"",
                                "Reapply \"feat: a\""))
                .list()
                .ofMaxSize(12);
    }
}
