package org.vigie.release.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.release.commits.TestCommits.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.release.commits.ReleaseContent;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class NotesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @Test // V06, V34, V35, V41
    void usersReadWhatTheyNoticeBySection() {
        String users = NotesDraft.of(
                        content(
                                "feat(panier): export PDF\n\nCloses #3, #4",
                                "fix: arrondi",
                                "perf: recherche",
                                "security!: bloquer XSS",
                                "chore!: exiger Node 22",
                                "feat: nouvelle route\n\nDEPRECATED: /v1 retiree en 3.0",
                                "docs: rien",
                                "Revert \"feat: old\"\n\nThis reverts commit abcdef0123."),
                        Locale.FRENCH)
                .users();

        assertThat(users).isEqualTo("""
                ### Changements incompatibles

                - exiger Node 22
                - bloquer XSS

                ### Sécurité

                - bloquer XSS

                ### Obsolète

                - /v1 retiree en 3.0

                ### Ajouté

                - nouvelle route
                - **panier:** export PDF (#3, #4)

                ### Modifié

                - recherche

                ### Corrigé

                - arrondi

                ### Retiré

                - old
                """);
    }

    @Test // V09, V11
    void theTechnicalPartNamesEveryCommit() {
        ReleaseContent content = content(
                "feat: a", "docs: b", "wip", "fixup! feat: a", "", "fix: c", "Revert \"fix: c\"", "Merge branch 'x'");

        String technical = NotesDraft.of(content, Locale.ENGLISH).technical();

        assertThat(technical)
                .contains("### For users", "### Technical", "### Not understood", "### Left out", "(no message)");
        assertThat(EditedNotes.leftOutByHand(technical, content)).isEmpty();
        assertThat(EditedNotes.leftOutByHand(technical.replace("`00000003` wip", ""), content))
                .containsExactly("00000003");
    }

    @Test // V31
    void aFirstReleaseIsNoListOfEverything() {
        NotesDraft draft = NotesDraft.ofFirstRelease(content("feat: a", "feat: b"), Locale.FRENCH);

        assertThat(draft.users()).isEqualTo("Première version.\n");
        assertThat(draft.technical()).isEqualTo("2 commits, not listed for a first release.\n");
    }

    @Test
    void editsSurviveWhenTheNotesAreMadeAnew() {
        String before =
                NotesDraft.of(content("feat: a", "fix: b"), Locale.ENGLISH).users();
        String edited = before.replace("- a", "- Export of the cart as PDF").replace("\n", "\r\n");
        String now = NotesDraft.of(content("feat: a", "fix: b", "fix: c"), Locale.ENGLISH)
                .users();

        EditedNotes merged = EditedNotes.merge(before, edited, now);

        assertThat(merged.text()).isEqualTo("### Added\n\n- Export of the cart as PDF\n\n### Fixed\n\n- c\n- b\n");
        assertThat(merged.notTakenOver()).isEmpty();
    }

    @Test
    void whatAPersonWroteWinsAndTheRestIsTold() {
        EditedNotes merged =
                EditedNotes.merge("### Added\n\n- a\n", "### Added\n\n- my a\n", "### Added\n\n- a new a\n- b\n");

        assertThat(merged.text()).isEqualTo("### Added\n\n- my a\n");
        assertThat(merged.notTakenOver()).containsExactly("- a new a", "- b");
    }

    @Property(tries = 500)
    void withoutANewTextTheEditedOneStays(@ForAll("texts") String before, @ForAll("texts") String edited) {
        assertThat(EditedNotes.merge(before, edited, before).text()).isEqualTo(edited);
        assertThat(EditedNotes.merge(before, before, edited).text()).isEqualTo(edited);
    }

    @Property(tries = 500)
    void everyNewLineIsInTheTextOrTold(
            @ForAll("texts") String before, @ForAll("texts") String edited, @ForAll("texts") String now) {
        EditedNotes merged = EditedNotes.merge(before, edited, now);

        List<String> known = before.lines().toList();
        assertThat(now.lines().filter(line -> !line.isBlank() && !known.contains(line)))
                .allMatch(line -> merged.text().lines().anyMatch(line::equals)
                        || merged.notTakenOver().contains(line));
        assertThat(edited.lines().filter(line -> !known.contains(line)))
                .allMatch(line -> merged.text().lines().anyMatch(line::equals));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script> | \\<script\\>alert\\(1\\)\\</script\\>",
                "![x](http://evil) | \\!\\[x\\]\\(http://evil\\)",
                "a\\n# b | a \\# b",
                "1. one | 1\\. one",
                "- item | \\- item",
                "&lt; `id` $(id) | \\&lt; \\`id\\` \\$\\(id\\)",
                "a | a"
            })
    void foreignTextDoesNothing(String foreign, String escaped) {
        assertThat(Markdown.text(foreign.replace("\\n", "\n"))).isEqualTo(escaped);
    }

    @Test
    void nobodyIsCalledByACommit() {
        assertThat(Markdown.text("thanks @admin")).isEqualTo("thanks @\u2060admin");
    }

    @Property(tries = 3_000)
    void escapedTextIsOneLineThatReadsAsBefore(@ForAll String foreign) {
        String escaped = Markdown.text(foreign);

        assertThat(escaped.lines().count()).isLessThanOrEqualTo(1);
        assertThat(escaped.replaceAll("\\\\(.)", "")).doesNotContainPattern("[`*_\\[\\]<>&|~#!$]");
    }

    @Test // X13
    void tagsInAddressesAreEncoded() {
        assertThat(CompareLink.of("https://forge.example/a/b", "v1.0.0", "release/v1.1.0+b#1"))
                .isEqualTo("https://forge.example/a/b/compare/v1.0.0...release%2Fv1.1.0%2Bb%231");
    }

    @Test // V39
    void aVersionHasOneSectionHoweverOftenItIsPublished() {
        Changelog changelog = Changelog.begin("Shop")
                .with(Version.of(1, 2, 0), DAY, "### Added\n\n- a\n")
                .with(Version.of(1, 3, 0), DAY.plusDays(9), "### Fixed\n\n- b\n");

        assertThat(changelog.text()).isEqualTo("""
                # Changelog - Shop

                ## [1.3.0] - 2026-01-24

                ### Fixed

                - b

                ## [1.2.0] - 2026-01-15

                ### Added

                - a
                """);
        assertThat(changelog.with(Version.of(1, 3, 0), DAY, "### Fixed\n\n- other\n"))
                .isEqualTo(changelog);
    }

    @Test
    void aHotfixOfAnOldVersionStandsAtItsPlace() {
        String text = Changelog.begin("Shop")
                .with(Version.of(1, 0, 0), DAY, "a")
                .with(Version.of(2, 0, 0), DAY, "b")
                .with(Version.of(1, 0, 1), DAY, "c")
                .text();

        assertThat(text.indexOf("[2.0.0]")).isLessThan(text.indexOf("[1.0.1]"));
        assertThat(text.indexOf("[1.0.1]")).isLessThan(text.indexOf("[1.0.0]"));
    }

    @Test // V39
    void onlyACorrectionChangesWhatIsPublishedAndSaysSo() {
        Changelog changelog =
                Changelog.begin("Shop").with(Version.of(1, 0, 0), DAY, "a").with(Version.of(1, 1, 0), DAY, "b");

        Changelog corrected = changelog.correct(Version.of(1, 0, 0), "c", DAY.plusDays(1), "wrong *ticket*");

        assertThat(corrected.text())
                .contains("## [1.0.0] - 2026-01-15\n\nc\n\nCorrected on 2026-01-16: wrong \\*ticket\\*\n")
                .contains("## [1.1.0] - 2026-01-15\n\nb\n")
                .doesNotContain("\na\n");
        assertThatThrownBy(() -> changelog.correct(Version.of(9, 0, 0), "c", DAY, "x"))
                .isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> changelog.correct(Version.of(1, 0, 0), "c", DAY, " "))
                .isInstanceOf(HintedException.class);
    }

    @Property(tries = 300)
    void publishingTwiceChangesNothing(@ForAll("texts") String body, @ForAll("texts") String other) {
        Changelog once = Changelog.begin("Shop").with(Version.of(1, 0, 0), DAY, "```\n" + body + "```");

        assertThat(once.with(Version.of(1, 0, 0), DAY, other)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("### Added", "- a", "- b", "- c", "", "### Fixed", "x", "## [9.0.0] - 2026-01-01")
                .list()
                .ofMaxSize(8)
                .map(lines -> lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }
}
