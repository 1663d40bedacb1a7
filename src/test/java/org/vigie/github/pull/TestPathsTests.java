package org.vigie.github.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPathsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests/LoginTest.php",
                "src/test/java/A.java",
                "accounts/tests.py",
                "accounts/test_login.py",
                "web/login.spec.ts",
                "cypress/login.cy.js",
                "e2e/a.js",
                "src/LoginTests.kt"
            })
    void knowsTests(String path) {
        assertThat(TestPaths.isTest(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/Login.php", "docs/latest.md", "contest/a.py", "src/Attestation.java", "inspector.ts"})
    void knowsWhatIsNone(String path) {
        assertThat(TestPaths.isTest(path)).isFalse();
    }
}
