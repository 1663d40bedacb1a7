package org.vigie.release.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class VersionTests {

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "0.0.0", "1.0.0-rc.1", "1.0.0-0a.b-c", "1.2.3+build.5", "1.2.3-alpha+001"})
    void readsAndWritesVersions(String text) {
        assertThat(Version.parse(text)).map(Version::toString).contains(text);
    }

    @ParameterizedTest // V28
    @ValueSource(
            strings = {
                "01.2.3",
                "1.02.3",
                "1.2",
                "1.2.3.4",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "v1.2.3",
                "",
                "1.2.3 ",
                "1.2.3\n",
                "１.2.3"
            })
    void takesNothingElseForAVersion(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    @ParameterizedTest // V28
    @ValueSource(strings = {"99999999999999999999.0.0", "1.1000000000.0", "0.0.2147483648"})
    void refusesNumbersThatAreTooLargeByName(String text) {
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining(text);
    }

    @Test
    void refusesToRaiseTheHighestNumber() {
        assertThatThrownBy(() -> Version.of(Version.LIMIT, 0, 0).next(VersionBump.MAJOR))
                .isInstanceOf(HintedException.class);
    }

    @Test // V28
    void ordersAsTheSpecificationDoes() {
        List<Version> ordered = List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-beta.99999999999999999999",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.1",
                        "1.1.0",
                        "2.0.0")
                .stream()
                .map(text -> Version.parse(text).orElseThrow())
                .toList();

        assertThat(ordered.reversed().stream().sorted()).isEqualTo(ordered);
        assertThat(Version.parse("1.0.1+build.5").orElseThrow()).isEqualByComparingTo(Version.of(1, 0, 1));
    }

    @ParameterizedTest
    @CsvSource({"MAJOR, 2.0.0", "MINOR, 1.3.0", "PATCH, 1.2.4", "NONE, 1.2.3"})
    void raisesOnePart(VersionBump bump, String next) {
        assertThat(Version.of(1, 2, 3).next(bump)).hasToString(next);
    }

    @Property
    void theNextVersionIsHigher(
            @ForAll @IntRange(max = 1000) int major,
            @ForAll @IntRange(max = 1000) int minor,
            @ForAll @IntRange(max = 1000) int patch) {
        Version version = Version.of(major, minor, patch);

        assertThat(List.of(
                        version.next(VersionBump.PATCH),
                        version.next(VersionBump.MINOR),
                        version.next(VersionBump.MAJOR)))
                .isSorted()
                .allMatch(next -> next.compareTo(version) > 0);
        assertThat(Version.parse(version.toString())).contains(version);
    }

    @Test // V26
    void tagsAreReadInEverySpellingAndWrittenAsTheNewest() {
        TagPattern pattern = TagPattern.DEFAULT;

        assertThat(pattern.version("v1.0.9")).contains(Version.of(1, 0, 9));
        assertThat(pattern.version("1.2.0")).contains(Version.of(1, 2, 0));
        assertThat(pattern.tag(Version.of(1, 2, 1), Optional.of("1.2.0"))).isEqualTo("1.2.1");
        assertThat(pattern.tag(Version.of(1, 0, 10), Optional.of("v1.0.9"))).isEqualTo("v1.0.10");
        assertThat(pattern.tag(Version.of(0, 1, 0), Optional.empty())).isEqualTo("v0.1.0");
    }

    @Test // V31
    void otherSpellingsOfOldTagsCanBeNamed() {
        TagPattern pattern = new TagPattern(List.of("v{version}", "shop-{version}", "release/{version}-final"));

        assertThat(pattern.version("shop-2.0.0")).contains(Version.of(2, 0, 0));
        assertThat(pattern.version("release/2.0.0-final")).contains(Version.of(2, 0, 0));
        assertThat(pattern.version("other-2.0.0")).isEmpty();
        assertThat(pattern.version("v")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "v{version}{version}", "--{version}", "$(id){version}"})
    void refusesSpellingsThatCannotBeUsed(String spelling) {
        assertThatThrownBy(() -> new TagPattern(List.of(spelling))).isInstanceOf(HintedException.class);
    }
}
