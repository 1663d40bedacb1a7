package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.release.commits.TestCommits.content;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.release.NextVersions.Proposal;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class VersionBumpTests {

    private static final Optional<Version> BASE = Optional.of(Version.of(1, 4, 2));

    private final NextVersions versions = new NextVersions(new Decisions());

    @ParameterizedTest // M-REL-1, C-REL-1; V01, V03 to V06, V08 to V11, V16, V34, V35
    @CsvSource(
            delimiter = '|',
            value = {
                "feat(panier)!: total\\n\\nBREAKING CHANGE: le champ change | MAJOR",
                "feat: a\\n\\n---------\\n\\nCo-authored-by: X <x@example.org>\\n\\nBREAKING CHANGE: b | MAJOR",
                "feat: x\\n\\n```\\nBREAKING CHANGE: exemple\\n``` | MINOR",
                "fix: corriger\\n\\nBREAKING-CHANGE: arrondi | MAJOR",
                "fix: corriger\\n\\nbreaking change: y | MAJOR",
                "chore!: exiger Node 22 | MAJOR",
                "test(*)!: x | MAJOR",
                "Feat: majuscule | MINOR",
                "FIX(x): y | PATCH",
                "feat(): g | MINOR",
                "fixup! feat: z | NONE",
                "wip | NONE",
                "feat : x | NONE",
                "Revert \"feat: old\"\\n\\nThis reverts commit abcdef0123. | PATCH",
                "security: bloquer XSS | PATCH",
                "security!: bloquer XSS | MAJOR",
                "perf: x | PATCH",
                "docs: x | NONE",
                "chore(deps): x | NONE",
                "refactor: x | NONE",
                "docs: x\\n\\nSECURITY: y | PATCH",
                "feat!: x\\n\\nSECURITY: y | MAJOR",
                "feat: nouvelle route\\n\\nDEPRECATED: /v1 | MINOR"
            })
    void oneCommitRaises(String message, VersionBump bump) {
        assertThat(propose(message.replace("\\n", "\n")).bump()).isEqualTo(bump);
    }

    @Test
    void theHighestOfAllCommitsCounts() {
        assertThat(propose("docs: a", "fix: b", "feat: c", "fix: d").version()).contains(Version.of(1, 5, 0));
        assertThat(propose("feat: c", "chore!: d").version()).contains(Version.of(2, 0, 0));
        assertThat(propose("fix: c", "docs: d").version()).contains(Version.of(1, 4, 3));
    }

    @Test // V15
    void aFeatureAndItsRevertAreNothingToRelease() {
        assertThat(propose("feat: b", "Revert \"feat: b\"").version()).isEmpty();
    }

    @Test
    void theStepToOneIsMadeByPeople() {
        assertThat(versions.propose(content("feat!: x"), Optional.of(Version.of(0, 3, 1)), NextVersions.FIRST)
                        .version())
                .contains(Version.of(0, 4, 0));
    }

    @Test // V31
    void theFirstVersionIsThatOfThePlan() {
        assertThat(versions.propose(content("feat!: x"), Optional.empty(), NextVersions.FIRST)
                        .version())
                .contains(Version.of(0, 1, 0));
    }

    @Test // V40
    void aLowerVersionNeedsAReasonAndAnOldOneIsRefused() {
        Proposal proposal = propose("feat!: x");

        assertThatThrownBy(() -> versions.check(Version.of(1, 5, 0), BASE, proposal, " "))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("lower than 2.0.0");
        assertThatCode(() -> versions.check(Version.of(1, 5, 0), BASE, proposal, "nobody uses it"))
                .doesNotThrowAnyException();
        assertThatCode(() -> versions.check(Version.of(3, 0, 0), BASE, proposal, null))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> versions.check(Version.of(1, 4, 2), BASE, proposal, "again"))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("does not follow 1.4.2");
    }

    private Proposal propose(String... messages) {
        return versions.propose(content(messages), BASE, NextVersions.FIRST);
    }
}
