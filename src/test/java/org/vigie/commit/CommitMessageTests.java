package org.vigie.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.commit.CommitMessage.Kind;
import org.vigie.commit.CommitMessage.Note;
import org.vigie.commit.CommitMessage.NoteKind;
import org.vigie.commit.CommitMessage.Trailer;

/** The numbers are those of docs/releases-cases.md. */
class CommitMessageTests {

    @Test // V01
    void theNoteOfABreakingChangeEndsBeforeTheTrailers() {
        CommitMessage message = CommitMessage.parse(
                "feat(panier)!: total en centimes\n\nBREAKING CHANGE: le champ change\n\nReviewed-by: R\nRefs: #12");

        assertThat(message.isBreaking()).isTrue();
        assertThat(message.notes()).containsExactly(new Note(NoteKind.BREAKING, "le champ change"));
        assertThat(message.trailers()).containsExactly(new Trailer("Reviewed-by", "R"), new Trailer("Refs", "#12"));
        assertThat(message.scope()).isEqualTo("panier");
    }

    @Test
    void aNoteGoesOnUntilTheEndOfItsParagraphOrATrailer() {
        CommitMessage message =
                CommitMessage.parse("fix: a\n\nBREAKING CHANGE: one\n two\nthree\nRefs: #1\n\nfour\nRefs to five");

        assertThat(message.notes()).containsExactly(new Note(NoteKind.BREAKING, "one\ntwo\nthree"));
        assertThat(message.trailers()).containsExactly(new Trailer("Refs", "#1"));
        assertThat(message.body()).isEqualTo("four\nRefs to five");
    }

    @Test // V03
    void aBreakingChangeBehindTheTrailersOfASquashCounts() {
        CommitMessage message =
                CommitMessage.parse("feat: a\n\n---------\n\nCo-authored-by: X <x@example.org>\n\nBREAKING CHANGE: b");

        assertThat(message.breakingTexts()).containsExactly("b");
        assertThat(message.trailers()).extracting(Trailer::key).containsExactly("Co-authored-by");
    }

    @Test // V04
    void quotedTextIsNoNote() {
        CommitMessage message =
                CommitMessage.parse("feat: x\n\n```\nBREAKING CHANGE: exemple\nfeat!: y\nCloses #7\n```\n\nRefs: #8");

        assertThat(message.isBreaking()).isFalse();
        assertThat(message.hints()).singleElement().asString().contains("quoted text");
        assertThat(message.closes()).isEmpty();
        assertThat(message.mentions()).containsExactly("8");
    }

    @Test
    void aFenceThatIsNeverClosedHidesNothing() {
        assertThat(CommitMessage.parse("feat: x\n\n```\ncode\n\nBREAKING CHANGE: b")
                        .breakingTexts())
                .containsExactly("b");
    }

    @ParameterizedTest // V05
    @CsvSource(
            delimiter = '|',
            value = {
                "BREAKING CHANGE: arrondi | arrondi | 0",
                "BREAKING-CHANGE: arrondi | arrondi | 0",
                "breaking change: arrondi | arrondi | 1",
                "Breaking Changes: arrondi | arrondi | 1",
                "BREAKING CHANGE : arrondi | arrondi | 1",
                "BREAKING CHANGE arrondi | arrondi | 1",
                "* BREAKING CHANGE: arrondi | arrondi | 0",
            })
    void everySpellingOfABreakingChangeCounts(String line, String text, int hints) {
        CommitMessage message = CommitMessage.parse("fix: corriger\n\n" + line);

        assertThat(message.breakingTexts()).containsExactly(text);
        assertThat(message.hints()).hasSize(hints);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaking change is what we avoid here",
                "a BREAKING CHANGE: in the middle of a line",
                "BREAKING CHANGELOG: no"
            })
    void aSentenceIsNoBreakingChange(String line) {
        assertThat(CommitMessage.parse("fix: corriger\n\n" + line).isBreaking()).isFalse();
    }

    @ParameterizedTest // V06
    @ValueSource(strings = {"chore!: exiger Node 22", "test(*)!: x", "security!: y", "revert!: z"})
    void theMarkCountsWithEveryType(String header) {
        assertThat(CommitMessage.parse(header).breakingTexts()).hasSize(1);
    }

    @ParameterizedTest // V08
    @CsvSource({"Feat: majuscule, feat", "FIX(x): y, fix", "Security: z, security"})
    void typesAreNotCaseSensitive(String header, String type) {
        assertThat(CommitMessage.parse(header).type()).isEqualTo(type);
    }

    @ParameterizedTest // V09
    @ValueSource(
            strings = {
                "feat : x",
                "feat:x",
                "feat!(s): x",
                "✨ feat: x",
                "✨feat: x",
                ":sparkles: feat: x",
                "wip",
                "feat:",
                "feat: ",
                "feat (x): y",
                "feat(a(b)): y",
                "feat(open: y",
                ": x",
                "Ajoute le panier",
                "",
                "  \n \n"
            })
    void saysWhatItDoesNotUnderstand(String header) {
        CommitMessage message = CommitMessage.parse(header);

        assertThat(message.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
        assertThat(message.type()).isNull();
        assertThat(message.isBreaking()).isFalse();
    }

    @ParameterizedTest // V10
    @CsvSource({
        "feat(café): a, feat, café",
        "fix(api/v1.2): b, fix, api/v1.2",
        "feat(scope:sub): c, feat, scope:sub",
        "build(deps-dev): d, build, deps-dev",
        "fix(ma_vue): e, fix, ma_vue",
        "fix(*): f, fix, *",
        "feat(): g, feat, ''",
        "fix(@shop/api): h, fix, @shop/api",
        "chore(release/2.x)!: i, chore, release/2.x",
        "fix(🛒): j, fix, 🛒",
        "feat(mon panier): k, feat, mon panier",
        "feat(#12): l, feat, #12"
    })
    void everyScopeIsTakenAsItIs(String header, String type, String scope) {
        CommitMessage message = CommitMessage.parse(header);

        assertThat(message.type()).isEqualTo(type);
        assertThat(message.scope()).isEqualTo(scope);
    }

    @ParameterizedTest // V11
    @ValueSource(strings = {"fixup! feat: z", "squash! fix: y", "fixup! fixup! feat!: z", "amend! feat: a"})
    void whatWasToBeSquashedHasNoTypeAndBreaksNothing(String header) {
        CommitMessage message = CommitMessage.parse(header + "\n\nBREAKING CHANGE: b");

        assertThat(message.kind()).isEqualTo(Kind.TO_BE_SQUASHED);
        assertThat(message.type()).isNull();
        assertThat(message.isBreaking()).isFalse();
    }

    @Test // V14
    void findsTheHeadersInsideASquash() {
        CommitMessage message = CommitMessage.parse("Panier (#12)\n\n* fix: un\n\n* feat!: deux\n\n* fix: un\n\n"
                + "Note: prose\n\nCo-authored-by: X <x@example.org>");

        assertThat(message.inner()).extracting(CommitHeader::subject).containsExactly("un", "deux");
        assertThat(message.isBreaking()).isTrue();
        assertThat(message.trailers()).extracting(Trailer::key).contains("Co-authored-by");
    }

    @Test // V14
    void findsTheHeadersOfGitsOwnSquash() {
        CommitMessage message = CommitMessage.parse("""
                Squashed commit of the following:

                commit 1111111111111111111111111111111111111111
                Author: X <x@example.org>
                Date:   Mon Nov 2 10:00:00 2026 +0100

                    fix: un

                commit 2222222222222222222222222222222222222222
                Author: X <x@example.org>

                    feat: deux

                    With a body.
                """);

        assertThat(message.inner()).extracting(CommitHeader::subject).containsExactly("un", "deux");
        assertThat(message.isBreaking()).isFalse();
    }

    @Test
    void theTitleIsNoHeaderInsideItself() {
        assertThat(CommitMessage.parse("fix: un\n\n* fix: un").inner()).isEmpty();
    }

    @Test // V15, V16
    void namesTheCommitsThatARevertTakesBack() {
        CommitMessage git = CommitMessage.parse(
                "Revert \"feat: b\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.");
        CommitMessage conventional = CommitMessage.parse("revert: feat: b\n\nRefs: 676104e, a215868");
        CommitMessage again = CommitMessage.parse("Reapply \"feat: b\"\n\nThis reverts commit 89abcdef.");

        assertThat(List.of(git, conventional, again)).allSatisfy(message -> {
            assertThat(message.kind()).isEqualTo(Kind.REVERT);
            assertThat(message.revertedHeader()).contains("feat: b");
            assertThat(message.type()).isEqualTo("revert");
        });
        assertThat(git.reverts()).containsExactly("0123456789abcdef0123456789abcdef01234567");
        assertThat(conventional.reverts()).containsExactly("676104e", "a215868");
        assertThat(again.reverts()).containsExactly("89abcdef");
    }

    @Test // V24
    void namesTheCommitItIsACopyOf() {
        assertThat(CommitMessage.parse(
                                "fix: urgent\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)")
                        .cherryPickedFrom())
                .containsExactly("0123456789abcdef0123456789abcdef01234567");
    }

    @Test // V35
    void knowsWithdrawalsAndSecurityNotesBesideTheMark() {
        assertThat(CommitMessage.parse("feat: nouvelle route\n\nDEPRECATED: /v1 retiree en 3.0")
                        .texts(NoteKind.DEPRECATED))
                .containsExactly("/v1 retiree en 3.0");
        CommitMessage both = CommitMessage.parse("feat!: x\n\nSECURITY: y");
        assertThat(both.texts(NoteKind.SECURITY)).containsExactly("y");
        assertThat(both.breakingTexts()).containsExactly("x");
    }

    @Test // V40
    void aFooterThatForcesAVersionIsAHintWhereverItStands() {
        assertThat(CommitMessage.parse("feat: x\n\nprose\nRelease-As: 9.0.0\nmore prose")
                        .hints())
                .singleElement()
                .asString()
                .contains("9.0.0");
    }

    @Test // V41
    void findsTicketsOnceAndNoneInAddresses() {
        CommitMessage list = CommitMessage.parse("feat: x (#12)\n\nCloses #3, #4\nVoir https://example.org/#5");
        assertThat(list.closes()).containsExactly("3", "4");
        assertThat(list.mentions()).containsExactly("12");
        CommitMessage twice = CommitMessage.parse("fix: a\n\nFixes #3 and fixes #3");
        assertThat(twice.closes()).containsExactly("3");
        assertThat(twice.mentions()).isEmpty();
    }

    @Test // V41
    void findsTicketsInOtherWordsAndNoneInLinksOrCode() {
        CommitMessage message = CommitMessage.parse("fix: z\n\nResolves #9; resolves #10.\n"
                + "Voir [là](https://example.org/x#6), `#4` et https://example.org/issues/5#issuecomment-12\n\n"
                + "Closes: #3");

        assertThat(message.closes()).contains("3", "9", "10");
        assertThat(message.closes()).doesNotContain("4", "5", "6", "12");
        assertThat(message.mentions()).doesNotContain("5", "6", "12");
    }

    @Test
    void lineEndingsDoNotMatter() {
        String unix = "feat: x\n\nBREAKING CHANGE: a\nRefs: #1\n";

        assertThat(CommitMessage.parse(unix.replace("\n", "\r\n"))).isEqualTo(CommitMessage.parse(unix));
        assertThat(CommitMessage.parse(unix.replace("\n", "\r"))).isEqualTo(CommitMessage.parse(unix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feat(",
                "Reapply \"",
                "feat: x\n\nBREAKING CHANGE: ",
                "Revert \"",
                "#",
                "```\n",
                "* ",
                "\u2028",
                "\n",
                "Closes #1, ",
                "a: ",
                "(cherry picked from commit ",
                "This reverts commit ",
                "-",
                "((",
                "\r",
                "\0",
                " "
            })
    void takesHostileTextInLinearTime(String piece) {
        String message = piece.repeat(2_000_000 / piece.length());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> CommitMessage.parse(message).revertEffect());
    }

    @Property(tries = 3_000)
    void anyTextIsRead(@ForAll("messages") String text) {
        CommitMessage message = CommitMessage.parse(text);

        assertThat(message.header())
                .doesNotContain("\n")
                .isEqualTo(message.header().strip());
        assertThat(message.kind() == Kind.CONVENTIONAL)
                .isEqualTo(message.type() != null && message.kind() != Kind.REVERT);
        assertThat(Stream.concat(message.closes().stream(), message.mentions().stream()))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 1_000)
    void aBreakingFooterIsNeverLostOutsideQuotedText(@ForAll("messages") String text) {
        String open = text.replace("`", "").replace("~", "");

        assertThat(CommitMessage.parse("feat: x\n" + open + "\n\nBREAKING CHANGE: b\n")
                        .texts(NoteKind.BREAKING))
                .contains("b");
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(
                        "feat: ",
                        "fix(a)!: ",
                        "BREAKING CHANGE: ",
                        "Refs: #1",
                        "```",
                        "\n",
                        "\n\n",
                        "---",
                        "* ",
                        "word ",
                        "Closes #2",
                        "DEPRECATED: ",
                        "Revert \"x\"",
                        "é",
                        "\t",
                        "Release-As: 1.0.0",
                        "#",
                        ": ")
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }
}
