package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.MutableClock;
import org.vigie.support.SampleTickets;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;

/** Real-looking tickets, sent in at their moment: the answer and the engine's tables both give what the plan demands. */
@EngineTest
class SampleTicketsIT {

    @Autowired
    EngineRun engine;

    @Autowired
    MutableClock clock;

    private Instant before;

    static Stream<SampleTickets.Sample> samples() {
        return SampleTickets.all();
    }

    @AfterEach
    void backToTheTimeOfTheEngine() {
        clock.set(before);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasPriorityAndDueTimesOfThePlan(SampleTickets.Sample sample) {
        before = clock.instant();
        clock.set(sample.createdAt());

        JsonNode answer = engine.create(sample.ticket());
        assertAsDemanded(answer, sample);

        String id = answer.path("id").asText();
        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        assertAsDemanded(engine.ticket(id), sample);
        assertThat(text(engine.records(id).variable("priority")))
                .isEqualTo(sample.expected().priority());
        assertThat(instant(engine.records(id).variable("responseDue")))
                .isEqualTo(sample.expected().responseDue());
        assertThat(instant(engine.records(id).variable("resolutionDue")))
                .isEqualTo(sample.expected().resolutionDue());
        assertThat(OffsetDateTime.parse(qualify.dueDate()).toInstant())
                .isEqualTo(sample.expected().responseDue());
        // the engine's tables found what the intake had found: nothing had to be changed
        assertThat(engine.history(id)).doesNotContain("targets set");
        // so that its clocks and escalations do not run on in other tests
        engine.api()
                .post("/api/tickets/" + id + "/cancellation", Map.of("text", "only a sample"))
                .requireSuccess();
        TicketEnds.await(engine, id, "EndEvent_Cancelled");
    }

    private static void assertAsDemanded(JsonNode ticket, SampleTickets.Sample sample) {
        assertThat(ticket.path("priority").asText())
                .as(sample.why())
                .isEqualTo(sample.expected().priority());
        assertThat(instant(ticket.path("responseDue").asText()))
                .as(sample.why())
                .isEqualTo(sample.expected().responseDue());
        assertThat(instant(ticket.path("resolutionDue").asText()))
                .as(sample.why())
                .isEqualTo(sample.expected().resolutionDue());
    }

    private static String text(@Nullable String json) {
        return json == null ? "null" : json.replace("\"", "");
    }

    private static @Nullable Instant instant(@Nullable String json) {
        return text(json).equals("null") ? null : Instant.parse(text(json));
    }
}
