package org.vigie.github.pull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Test coverage as a check run may report it anywhere in its title, summary or text: {@code coverage: 83.2%}, and if it
 * knows the figure of the target branch, {@code coverage: 83.2% (before: 82.9%)}.
 *
 * @param now percent
 * @param before percent; null if it was not given
 */
record Coverage(BigDecimal now, @Nullable BigDecimal before) {

    private static final String PERCENT = "(100(?:[.,]0{1,20})?|\\d{1,2}(?:[.,]\\d{1,20})?)\\s?%";
    private static final Pattern REPORTED = Pattern.compile(
            "(?<!\\w)coverage:\\s*\\**" + PERCENT + "\\**(?:\\s*\\(before:\\s*" + PERCENT + "\\))?",
            Pattern.CASE_INSENSITIVE);

    static Optional<Coverage> find(String text) {
        Matcher found = REPORTED.matcher(text);
        return found.find()
                ? Optional.of(
                        new Coverage(percent(found.group(1)), found.group(2) == null ? null : percent(found.group(2))))
                : Optional.empty();
    }

    private static BigDecimal percent(String text) {
        BigDecimal percent = new BigDecimal(text.replace(',', '.'));
        return percent.setScale(Math.min(percent.scale(), 2), RoundingMode.DOWN);
    }
}
