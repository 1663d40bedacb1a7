package org.vigie.github.pull;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells by its path whether a file belongs to tests: a word of it says so, as in {@code tests/}, {@code LoginTest.php}. */
final class TestPaths {

    private static final Set<String> WORDS = Set.of("test", "tests", "testing", "spec", "specs", "e2e", "cypress");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    private TestPaths() {}

    static boolean isTest(String path) {
        return BETWEEN_WORDS
                .splitAsStream(path)
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .anyMatch(WORDS::contains);
    }
}
