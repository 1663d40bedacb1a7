package org.vigie.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.calendar.BusinessCalendar;
import org.vigie.engine.decision.Decisions;
import org.vigie.sla.clock.BusinessTime;
import org.vigie.sla.clock.SlaTarget;
import org.vigie.support.SampleTickets.Sample;

/** The sample tickets are due when somebody with both plans, a calendar and a pencil says they are. */
class SampleTicketsDueTests {

    private final Decisions decisions = new Decisions();
    private final BusinessTime time = new BusinessTime(BusinessCalendar.in(ZoneId.of("Europe/Paris"))
            .weekdays("09:00-12:00", "13:00-18:00")
            .holidays("fr", null)
            .build());

    @ParameterizedTest
    @MethodSource("org.vigie.support.SampleTickets#all")
    void areDueWhenThePlanDemands(Sample sample) {
        var inputs = Map.of(
                "application",
                sample.ticket().application(),
                "priority",
                sample.expected().priority());
        SlaDecision targets = decisions.evaluate("ticketSla", inputs, SlaDecision.class);

        assertThat(due(sample, targets.response()))
                .as(sample.why())
                .isEqualTo(sample.expected().responseDue());
        assertThat(due(sample, targets.resolution()))
                .as(sample.why())
                .isEqualTo(sample.expected().resolutionDue());
    }

    private @Nullable Instant due(Sample sample, SlaTarget target) {
        return time.due(sample.createdAt(), target, List.of()).orElse(null);
    }
}
