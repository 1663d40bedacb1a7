package org.vigie.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.shared.HintedException;
import org.vigie.support.decision.Inputs;

class BacklogScoreTests {

    private final Decisions decisions = new Decisions();

    @ParameterizedTest
    @CsvSource({
        // user value, technical risk, dependencies, score
        "5, 1, 0, 100",
        "5, 5, 0, 80",
        "5, 5, 3, 65",
        "4, 2, 1, 78",
        "3, 3, 0, 66",
        "3, 2, 2, 61",
        "2, 4, 1, 44",
        "1, 1, 0, 52",
        "1, 5, 12, 17",
    })
    void addsThePointsOfTheThreeMarks(int userValue, int technicalRisk, int dependencies, int score) {
        assertThat(score(userValue, technicalRisk, dependencies)).isEqualTo(score);
    }

    @Test
    void risesWithValueAndFallsWithRiskAndDependencies() {
        for (Map<String, Object> marks : Inputs.ofBacklogScore()) {
            int value = (int) marks.get("userValue");
            int risk = (int) marks.get("technicalRisk");
            int dependencies = (int) marks.get("dependencies");
            if (value < 5) {
                assertThat(score(value + 1, risk, dependencies)).isGreaterThan(score(value, risk, dependencies));
            }
            if (risk < 5) {
                assertThat(score(value, risk + 1, dependencies)).isLessThan(score(value, risk, dependencies));
            }
            assertThat(score(value, risk, dependencies + 1)).isLessThanOrEqualTo(score(value, risk, dependencies));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "6, 1, 0", "5, 0, 0", "5, 6, 0", "5, 1, -1"})
    void givesNoScoreForMarksOutOfRange(int userValue, int technicalRisk, int dependencies) {
        assertThatThrownBy(() -> score(userValue, technicalRisk, dependencies))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("has no rule for");
    }

    @Test
    void givesNoScoreWhenAMarkIsMissing() {
        assertThatThrownBy(() ->
                        decisions.evaluate("backlogScore", Map.of("userValue", 5, "technicalRisk", 1), Integer.class))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("has no rule for {technicalRisk=1, userValue=5}");
    }

    private int score(int userValue, int technicalRisk, int dependencies) {
        var marks = Map.of("userValue", userValue, "technicalRisk", technicalRisk, "dependencies", dependencies);
        return decisions.evaluate("backlogScore", marks, Integer.class);
    }
}
