package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.support.SampleTickets;
import org.vigie.support.SampleTickets.Sample;
import org.vigie.support.decision.Inputs;

class SampleTicketsTests {

    private static final String[] LABELS = {"bug", "feature", "security", "documentation", "performance", "tech-debt"};

    private final Decisions decisions = new Decisions();

    record Priority(String priority) {}

    @ParameterizedTest
    @MethodSource("org.vigie.support.SampleTickets#all")
    void getThePriorityThatThePlanDemands(Sample sample) {
        var inputs = Map.of(
                "application", sample.ticket().application(),
                "type", sample.ticket().type(),
                "impact", sample.ticket().impact());

        assertThat(decisions.evaluate("ticketPriority", inputs, Priority.class).priority())
                .isEqualTo(sample.expected().priority());
    }

    @ParameterizedTest
    @CsvSource({"mangatheque, LEVEL_1 LEVEL_2 LEVEL_3", "cesizen, P1 P2 P3 P4"})
    void showEveryTypePriorityImpactAndLabel(String application, String priorities) {
        List<Sample> samples = SampleTickets.of(application).tickets();

        assertThat(samples).hasSizeGreaterThanOrEqualTo(12);
        assertThat(values(samples, s -> s.ticket().application())).containsOnly(application);
        assertThat(values(samples, s -> s.expected().priority())).containsExactlyInAnyOrder(priorities.split(" "));
        assertThat(values(samples, s -> s.ticket().type())).containsExactlyInAnyOrderElementsOf(Inputs.TYPES);
        assertThat(values(samples, s -> s.ticket().impact())).containsExactlyInAnyOrderElementsOf(Inputs.IMPACTS);
        assertThat(samples.stream().flatMap(s -> s.ticket().labels().stream()).distinct())
                .containsExactlyInAnyOrder(LABELS);
    }

    @Test
    void nameNobodyReal() {
        assertThat(SampleTickets.all())
                .allSatisfy(
                        sample -> assertThat(sample.ticket().reporter().email()).endsWith(".example"));
    }

    private static List<String> values(List<Sample> samples, Function<Sample, String> value) {
        return samples.stream().map(value).distinct().toList();
    }
}
