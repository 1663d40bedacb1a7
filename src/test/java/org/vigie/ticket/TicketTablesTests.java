package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.shared.HintedException;
import org.vigie.support.decision.DecisionTableCheck;
import org.vigie.support.decision.Inputs;

/** The figures of all plans, written out by hand: a change of the plan changes the table and this test. */
class TicketTablesTests {

    private static final String PRIORITIES = """
            mangatheque, service-down,          LEVEL_1, 90
            mangatheque, data-loss,             LEVEL_1, 90
            mangatheque, security-flaw,         LEVEL_1, 90
            mangatheque, key-function-degraded, LEVEL_2, 70
            mangatheque, limited,               LEVEL_3, 50
            mangatheque, cosmetic,              LEVEL_3, 50
            mangatheque, improvement,           LEVEL_3, 50
            cesizen,     service-down,          P1,      90
            cesizen,     data-loss,             P1,      90
            cesizen,     security-flaw,         P1,      90
            cesizen,     key-function-degraded, P2,      70
            cesizen,     limited,               P3,      50
            cesizen,     cosmetic,              P3,      50
            cesizen,     improvement,           P4,      20
            demo,        service-down,          P1,      90
            demo,        data-loss,             P1,      90
            demo,        security-flaw,         P1,      90
            demo,        key-function-degraded, P2,      70
            demo,        limited,               P3,      50
            demo,        cosmetic,              P3,      50
            demo,        improvement,           P4,      20
            vigie,       service-down,          P1,      90
            vigie,       data-loss,             P1,      90
            vigie,       security-flaw,         P1,      90
            vigie,       key-function-degraded, P2,      70
            vigie,       limited,               P3,      50
            vigie,       cosmetic,              P3,      50
            vigie,       improvement,           P4,      20
            """;

    private final Decisions decisions = new Decisions();

    record Priority(String priority, int taskPriority) {}

    record Sla(
            BigDecimal responseAmount,
            String responseUnit,
            String responseClock,
            @Nullable BigDecimal resolutionAmount,
            @Nullable String resolutionUnit,
            String resolutionClock) {}

    @ParameterizedTest
    @CsvSource(textBlock = PRIORITIES)
    void givesThePriorityOfThePlanWhateverTheType(
            String application, String impact, String priority, int taskPriority) {
        for (String type : Inputs.TYPES) {
            var inputs = Map.of("application", application, "type", type, "impact", impact);
            assertThat(decisions.evaluate("ticketPriority", inputs, Priority.class))
                    .as(inputs.toString())
                    .isEqualTo(new Priority(priority, taskPriority));
        }
    }

    @Test
    void knowsAPriorityForEveryCombination() {
        Set<String> written = new HashSet<>();
        PRIORITIES.lines().forEach(line -> written.add(line.split(",")[0].strip() + line.split(",")[1].strip()));

        for (Map<String, Object> inputs : Inputs.ofTicketPriority()) {
            assertThat(written).contains("" + inputs.get("application") + inputs.get("impact"));
        }
        assertThat(written).hasSize(Inputs.APPLICATIONS.size() * Inputs.IMPACTS.size());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            mangatheque, LEVEL_1, 30, minutes, round-the-clock, 2,  hours, round-the-clock
            mangatheque, LEVEL_2, 2,  hours,   round-the-clock, 24, hours, round-the-clock
            mangatheque, LEVEL_3, 24, hours,   round-the-clock, 72, hours, round-the-clock
            cesizen,     P1,      1,  hours,   working-hours,   3,  hours, working-hours
            cesizen,     P2,      2,  hours,   working-hours,   6,  hours, working-hours
            cesizen,     P3,      1,  days,    calendar-days,   5,  days,  calendar-days
            cesizen,     P4,      2,  days,    calendar-days,   -,  -,     planned-release
            demo,        P1,      1,  hours,   working-hours,   3,  hours, working-hours
            demo,        P2,      2,  hours,   working-hours,   6,  hours, working-hours
            demo,        P3,      1,  days,    calendar-days,   5,  days,  calendar-days
            demo,        P4,      2,  days,    calendar-days,   -,  -,     planned-release
            vigie,       P1,      1,  hours,   working-hours,   3,  hours, working-hours
            vigie,       P2,      2,  hours,   working-hours,   6,  hours, working-hours
            vigie,       P3,      1,  days,    calendar-days,   5,  days,  calendar-days
            vigie,       P4,      2,  days,    calendar-days,   -,  -,     planned-release
            """)
    void givesTheTargetsOfThePlan(
            String application,
            String priority,
            BigDecimal responseAmount,
            String responseUnit,
            String responseClock,
            @Nullable BigDecimal resolutionAmount,
            @Nullable String resolutionUnit,
            String resolutionClock) {
        assertThat(decisions.evaluate("ticketSla", Map.of("application", application, "priority", priority), Sla.class))
                .isEqualTo(new Sla(
                        responseAmount,
                        responseUnit,
                        responseClock,
                        resolutionAmount,
                        resolutionUnit,
                        resolutionClock));
    }

    @ParameterizedTest
    @CsvSource({
        "mangatheque, P1",
        "mangatheque, P2",
        "mangatheque, P3",
        "mangatheque, P4",
        "cesizen, LEVEL_1",
        "cesizen, LEVEL_2",
        "cesizen, LEVEL_3",
        "cesizen, p1",
        "demo, LEVEL_1",
        "other, P1"
    })
    void knowsNoTargetsForAPriorityThatIsNotOfThePlan(String application, String priority) {
        assertThatThrownBy(() -> decisions.evaluate(
                        "ticketSla", Map.of("application", application, "priority", priority), Sla.class))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("has no rule for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service-down", "service down", "", "degraded"})
    void knowsNoPriorityForAnotherImpact(String impact) {
        assertThatThrownBy(() -> decisions.evaluate(
                        "ticketPriority",
                        Map.of("application", "cesizen", "type", "corrective", "impact", impact),
                        Priority.class))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("has no rule for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticketPriority.dmn", "ticketSla.dmn", "changeGate.dmn", "backlogScore.dmn"})
    void everyRuleNamesItsClause(String file) {
        String dmn = DecisionTableCheck.shipped(file);

        assertThat(dmn.split("<rule id=", -1))
                .hasSizeGreaterThan(7)
                .satisfies(parts -> assertThat(Arrays.stream(parts).skip(1))
                        .allSatisfy(rule -> assertThat(rule).containsPattern("<description>[MC]-[A-Z]+-\\d[^<]*: ")));
    }
}
