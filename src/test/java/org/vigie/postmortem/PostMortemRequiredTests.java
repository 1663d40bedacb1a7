package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.engine.decision.Decisions;

class PostMortemRequiredTests {

    private final Decisions decisions = new Decisions();

    @ParameterizedTest
    @CsvSource({
        "mangatheque, LEVEL_1, bug, true",
        "mangatheque, LEVEL_1, security, true",
        "mangatheque, LEVEL_2, bug, false",
        "mangatheque, LEVEL_3, security, true",
        "cesizen, P1, bug, true",
        "cesizen, P2, bug, false",
        "cesizen, P2, security, true",
        "cesizen, P4, tech-debt, false",
        "demo, P1, bug, true",
        "demo, P2, bug, false",
        "demo, P4, security, true",
    })
    void isAskedForByThePlan(String application, String priority, String label, boolean required) {
        var inputs = Map.of("application", application, "priority", priority, "labels", List.of("performance", label));
        assertThat(decisions.evaluate("postMortemRequired", inputs, Boolean.class))
                .isEqualTo(required);
    }
}
