package org.vigie.release.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class BranchRulesTests {

    private static final Optional<Version> BASE = Optional.of(Version.of(1, 2, 3));

    @ParameterizedTest // M-REL-2
    @CsvSource({
        "main, 1.2.4",
        "main, 2.0.0",
        "main, 1.3.0-rc.1",
        "develop, 1.3.0-beta.1",
        "release/1.3.0, 1.3.0",
        "release/1.3, 1.3.0",
        "release/1.3.x, 1.3.7",
        "release/v1.3.0, 1.3.0-rc.2",
        "release/autumn, 1.3.0",
        "hotfix/1.2.4, 1.2.4",
        "hotfix/urgent, 1.2.4"
    })
    void takesVersionsFromTheirBranches(String branch, String version) {
        assertThatCode(() -> require(branch, version)).doesNotThrowAnyException();
    }

    @ParameterizedTest // M-REL-2
    @CsvSource({
        "develop, 1.3.0, release branch",
        "feature/cart, 1.3.0, Release from main",
        "feature/cart, 1.3.0-beta.1, Release from main",
        "other, 1.3.0, Release from main",
        "release/1.3.0, 1.4.0, another version",
        "hotfix/1.2.4, 1.2.5, another version",
        "hotfix/urgent, 1.3.0, PATCH",
        "hotfix/urgent, 2.0.0, PATCH"
    })
    void refusesOthersWithTheReason(String branch, String version, String hint) {
        assertThatThrownBy(() -> require(branch, version)).isInstanceOfSatisfying(HintedException.class, e -> {
            assertThat(e.fact()).isEqualTo("version " + version + " may not come from " + branch);
            assertThat(e.hint()).contains(hint);
        });
    }

    @ParameterizedTest // X13, and hostile names of issue 9
    @ValueSource(
            strings = {
                "v1.0.1$(id)",
                "v1.0.1`id`",
                "--upload-pack=x",
                "-v1.0.1",
                "v1.0.1\nrm -rf",
                "v1.0.1\r",
                "v1.0.1\0",
                "../v1",
                "a/../b",
                "a//b",
                "a..b",
                "/a",
                "a/",
                "a b",
                "a;b",
                "a|b",
                "a&b",
                "a>b",
                "a'b",
                "a\"b",
                "a\\b",
                "a:b",
                "a~1",
                "a^",
                "a?b",
                "a*",
                "a[b",
                "a@{1}",
                "#1",
                "@",
                "a.lock",
                "a.lock/b",
                "a.",
                "a./b",
                ".a",
                "a/.b",
                "",
                " ",
                "v1.0.1\u202e",
                "v1\u200b",
                "a,b",
                "a=b",
                "%2e",
                "!a"
            })
    void refusesHostileNames(String name) {
        assertThatThrownBy(() -> RefNames.requireTag(name)).isInstanceOfSatisfying(HintedException.class, e -> {
            assertThat(e.fact())
                    .startsWith("the name of the tag \"")
                    .doesNotContainPattern("[\\p{Cntrl}\\u202e\\u200b]");
            assertThat(e.hint()).contains("v1.2.3");
        });
        assertThatThrownBy(() -> RefNames.requireBranch(name)).isInstanceOf(HintedException.class);
        assertThatThrownBy(() -> require(name, "1.2.4")).isInstanceOf(HintedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0.1", "feature/café-été", "hotfix/1.2.3", "v1.0.0+build.5", "a_b"})
    void takesUsualNames(String name) {
        assertThat(RefNames.requireTag(name)).isEqualTo(name);
    }

    @Property(tries = 3_000)
    void aNameThatIsTakenHoldsNothingDangerous(@ForAll String name) {
        if (RefNames.isSafe(name)) {
            assertThat(name)
                    .doesNotContainPattern("[\\s\\p{Cntrl}$`;&|<>'\"\\\\:~^?*\\[@{}()#!%=,]")
                    .doesNotContain("..")
                    .doesNotStartWith("-");
        }
        assertThat(RefNames.shown(name)).doesNotContainPattern("[\\p{Cntrl}]");
    }

    private static void require(String branch, String version) {
        BranchRules.DEFAULT.require(branch, Version.parse(version).orElseThrow(), BASE);
    }
}
