package org.vigie.github.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            coverage: 83.2%                      | 83.2  |
            Coverage: 83.2 % (before: 82.95%)    | 83.2  | 82.95
            All green, coverage: **79%**.        | 79    |
            coverage: 83,2%                      | 83.2  |
            coverage: 100%                       | 100   |
            coverage: 100.00%                    | 100.00|
            coverage: 83.21739%                  | 83.21 |
            """)
    void findsTheFigure(String text, BigDecimal now, BigDecimal before) {
        assertThat(Coverage.find(text)).contains(new Coverage(now, before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coverage: 183%", "coverage: 83.2", "discoverage: 5%", "coverage: -5%", ""})
    void findsNoneWhereThereIsNone(String text) {
        assertThat(Coverage.find(text)).isEmpty();
    }
}
