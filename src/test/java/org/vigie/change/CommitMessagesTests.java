package org.vigie.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.shared.Sentences;
import org.vigie.support.RandomTexts;

class CommitMessagesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feat: export as PDF",
                "fix(export): take the year of the journal",
                "security!: drop sessions of deleted accounts",
                "refactor(api)!: one endpoint for all exports",
                "docs(ops/docs): restore drill",
                "chore(deps): update Django to 5.2.8",
                "fix: a: b (c)!",
                "Merge pull request #42 from example/hotfix",
                "Merge branch 'main' into hotfix/pdf",
                "Merge remote-tracking branch 'origin/main'",
                "Merge remote-tracking branches 'origin/a' and 'origin/b'",
                "Merge branches 'a', 'b' and 'c' into main",
                "Merge commits '1a2b3c4' and '5d6e7f8' into main",
                "Merge tags 'v1.2.0' and 'v1.3.0'",
                "Revert \"fix(export): take the year of the journal\"",
                "Reapply \"feat: export as PDF\""
            })
    void acceptsTheConvention(String header) {
        assertThat(CommitMessages.check(List.of(header))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fixed the export | there is no type; write for example fix(export): what changes",
                "fix the export | there is no type",
                "fix (export): year | there is no type",
                "perf(export): one query | the type \"perf\" is not allowed; allowed are feat, fix, chore, docs",
                "Fix: year | types are written in lower case: fix",
                "feat(): year | the scope is empty",
                "feat(a(b)): year | there is no type",
                "feat(export: year | there is no type",
                "fix:year | a space is missing after the colon",
                "fix: | there is no subject",
                "fix(export)!: | there is no subject",
                ": year | the type \"\" is not allowed",
                "fixup! fix: year | it is to be squashed",
                "Merge | there is no type",
                "Revert the export | there is no type"
            })
    void saysWhatIsWrong(String header, String problem) {
        assertThat(CommitMessages.check(List.of(header))).singleElement().satisfies(violation -> {
            assertThat(violation.problem()).startsWith(problem);
            assertThat(Sentences.in(Locale.FRENCH).say(violation.sentence()))
                    .startsWith("Message de commit, ligne 1")
                    .doesNotContain(violation.problem());
        });
    }

    @Test
    void namesTheLineAsItWasTyped() {
        List<String> headers = CommitMessages.headers("fix: year\n\n  wip\r\nfeat: PDF\nlast try\n");
        assertThat(CommitMessages.check(headers))
                .extracting(CommitMessages.Violation::sentence)
                .containsExactly(
                        "Commit message, line 3 (\"wip\"): there is no type; write for example fix(export): what changes",
                        "Commit message, line 5 (\"last try\"): there is no type; write for example fix(export): what changes");
    }

    @Test
    void blankTextHasNoHeaders() {
        assertThat(CommitMessages.headers(null)).isEmpty();
        assertThat(CommitMessages.headers(" \n\t\n")).isEmpty();
    }

    @Test
    void shortensALongHeaderInTheSentence() {
        assertThat(CommitMessages.check(List.of("x".repeat(500))).getFirst().sentence())
                .hasSizeLessThan(250)
                .contains("x…");
    }

    @Property(tries = 2_000)
    void everyHeaderMadeByTheRuleIsAccepted(@ForAll("headers") String header) {
        assertThat(CommitMessages.check(List.of(header))).isEmpty();
    }

    @Property(tries = 2_000)
    void noOtherTypeIsAccepted(@ForAll("words") String type, @ForAll("headers") String header) {
        String other = type + header.substring(header.indexOf(':'));
        assertThat(CommitMessages.check(List.of(other)).isEmpty()).isEqualTo(CommitMessages.TYPES.contains(type));
    }

    @Property(tries = 5_000)
    void anyTextIsJudgedOncePerLine(@ForAll List<String> headers) {
        List<CommitMessages.Violation> violations = CommitMessages.check(headers);
        assertThat(violations)
                .extracting(CommitMessages.Violation::line)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).isBetween(1, headers.size()));
        assertThat(violations).allSatisfy(violation -> {
            assertThat(violation.header())
                    .isEqualTo(headers.get(violation.line() - 1).strip());
            assertThat(violation.problem()).isNotBlank();
        });
    }

    @Property(tries = 500)
    void orderAndNeighboursDoNotMatter(@ForAll("headers") String good, @ForAll("words") String bad) {
        assertThat(CommitMessages.check(List.of(good, bad, good)))
                .extracting(CommitMessages.Violation::line)
                .containsExactly(2);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> scope = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withChars("-/_.0123456789")
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .map(text -> "(" + text + ")"));
        Arbitrary<String> subject = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('à', 'ÿ')
                .ofMaxLength(60)
                .map(text -> "x" + text);
        return Combinators.combine(Arbitraries.of(CommitMessages.TYPES), scope, Arbitraries.of("", "!"), subject)
                .as((type, in, breaking, text) -> type + in + breaking + ": " + text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.of(CommitMessages.TYPES),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revert \"feat: export as PDF (#12)\" (#34)",
                "Reapply \"feat: export as PDF (#12)\" (#36)",
                "Revert \"feat: export as PDF\"",
                "Revert \"Revert \"feat: x (#1)\" (#2)\" (#3)"
            })
    void headersThatGitHubMakesForRevertsAreTaken(String header) {
        assertThat(CommitMessages.check(List.of(header))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Revert feat: x (#34)", "Revert \"\" (#34)", "Revert \"x\" (#34) and more", "Revert \"x\" (34)"})
    void whatOnlyLooksLikeARevertIsNot(String header) {
        assertThat(CommitMessages.check(List.of(header))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a0, no-break space (U+00A0)",
        "202f, narrow no-break space (U+202F)",
        "3000, ideographic space (U+3000)",
        "200b, zero width space (U+200B)"
    })
    void aSpaceThatIsNoneIsNamed(String space, String name) {
        String header = "fix(export):" + Character.toString(Integer.parseInt(space, 16)) + "year";
        assertThat(CommitMessages.check(List.of(header)).getFirst().problem()).contains(name);
    }

    @Test
    void headersAreShownWithoutLinksAndImages() {
        String sentence = CommitMessages.check(List.of("![x](https://evil.example/p.png) <img src=x> `y`"))
                .getFirst()
                .sentence();
        assertThat(sentence).contains("\\[x\\](https:\u200b//evil.example").contains("\\<img src=x\\>");
    }

    @Test
    @Timeout(60)
    void endsWithEveryInput() {
        RandomTexts.of(8, 10_000, "feat(export)!: year", "Revert \"feat: x (#1)\" (#2)", "fixup! fix: y")
                .forEach(text -> CommitMessages.check(List.of(text))
                        .forEach(violation -> assertThat(violation.sentence()).isNotBlank()));
    }
}
