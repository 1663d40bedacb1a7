package org.vigie.support.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTableCheckTests {

    static Stream<Arguments> tablesWithOneAnswer() {
        return Stream.of(
                Arguments.of("ticketPriority.dmn", "ticketPriority", Inputs.ofTicketPriority()),
                Arguments.of("ticketSla.dmn", "ticketSla", Inputs.ofTicketSla()),
                Arguments.of("changeGate.dmn", "changeGate", Inputs.ofChangeGate()),
                Arguments.of("postMortemRequired.dmn", "postMortemRequired", Inputs.ofPostMortemRequired()),
                Arguments.of("alertRouting.dmn", "alertRouting", Inputs.ofAlertRouting()),
                Arguments.of("remedy.dmn", "remedy", Inputs.ofRemedy()),
                Arguments.of("dependencyPolicy.dmn", "dependencyPolicy", Inputs.ofDependencyPolicy()),
                Arguments.of("versionBump.dmn", "versionBump", Inputs.ofVersionBump()),
                Arguments.of("backlogScore.dmn", "userValuePoints", Inputs.ofBacklogScore()),
                Arguments.of("backlogScore.dmn", "technicalRiskPoints", Inputs.ofBacklogScore()),
                Arguments.of("backlogScore.dmn", "dependencyPoints", Inputs.ofBacklogScore()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("tablesWithOneAnswer")
    void everyCombinationMeetsExactlyOneRule(String file, String decisionId, List<Map<String, Object>> inputs) {
        assertThat(new DecisionTableCheck(DecisionTableCheck.shipped(file), decisionId).problems(inputs))
                .isEmpty();
    }

    @Test
    void reportsAPlantedGap() {
        String gap = DecisionTableCheck.planted(
                "ticketPriority.dmn", "\"limited\",\"cosmetic\"</text>", "\"limited\"</text>");

        assertThat(new DecisionTableCheck(gap, "ticketPriority").problems(Inputs.ofTicketPriority()))
                .hasSize(12)
                .allMatch(problem -> problem.matches("no rule for \\{application=(cesizen|demo|vigie), type=.*"))
                .allMatch(problem -> problem.endsWith("impact=cosmetic}"));
    }

    @Test
    void reportsAPlantedOverlap() {
        String overlap = DecisionTableCheck.planted(
                "ticketPriority.dmn",
                "\"limited\",\"cosmetic\"</text>",
                "\"limited\",\"cosmetic\",\"improvement\"</text>");

        assertThat(new DecisionTableCheck(overlap, "ticketPriority").problems(Inputs.ofTicketPriority()))
                .hasSize(12)
                .contains("Rule_CesizenLimited and Rule_CesizenImprovement both match"
                        + " {application=cesizen, type=evolutive, impact=improvement}");
    }

    @Test
    void reportsAPlantedGapOfAnSla() {
        String gap = DecisionTableCheck.planted("ticketSla.dmn", "<text>\"P3\"</text>", "<text>\"P33\"</text>");

        assertThat(new DecisionTableCheck(gap, "ticketSla").problems(Inputs.ofTicketSla()))
                .containsExactly(
                        "no rule for {application=cesizen, priority=P3}",
                        "no rule for {application=demo, priority=P3}",
                        "no rule for {application=vigie, priority=P3}",
                        "Rule_CesizenP3 never matches");
    }

    @Test
    void reportsAPlantedOverlapOfAnSla() {
        String overlap = DecisionTableCheck.planted("ticketSla.dmn", "<text>\"P3\"</text>", "<text></text>");

        assertThat(new DecisionTableCheck(overlap, "ticketSla").problems(Inputs.ofTicketSla()))
                .containsExactly(
                        "Rule_CesizenP1 and Rule_CesizenP3 both match {application=cesizen, priority=P1}",
                        "Rule_CesizenP2 and Rule_CesizenP3 both match {application=cesizen, priority=P2}",
                        "Rule_CesizenP3 and Rule_CesizenP4 both match {application=cesizen, priority=P4}",
                        "Rule_CesizenP1 and Rule_CesizenP3 both match {application=demo, priority=P1}",
                        "Rule_CesizenP2 and Rule_CesizenP3 both match {application=demo, priority=P2}",
                        "Rule_CesizenP3 and Rule_CesizenP4 both match {application=demo, priority=P4}",
                        "Rule_CesizenP1 and Rule_CesizenP3 both match {application=vigie, priority=P1}",
                        "Rule_CesizenP2 and Rule_CesizenP3 both match {application=vigie, priority=P2}",
                        "Rule_CesizenP3 and Rule_CesizenP4 both match {application=vigie, priority=P4}");
    }
}
