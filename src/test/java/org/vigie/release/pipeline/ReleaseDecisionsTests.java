package org.vigie.release.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.plan.load.PlanLoader;

/** Who is the same person, by what the plan knows of people. */
class ReleaseDecisionsTests {

    @ParameterizedTest
    @CsvSource({
        "demo, you, true",
        "demo, demo, true",
        "you@demo.example, demo, true",
        "Demo, DEMO, true",
        "operator, demo, false",
        "operator, Operator, true"
    })
    void accountsOfOneContactAreOnePerson(String requester, String approver, boolean same) {
        assertThat(ReleaseDecisions.isSamePerson(PlanLoader.load("plans").require("demo"), requester, approver))
                .isEqualTo(same);
    }
}
