package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.support.engine.EngineRun.eventually;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;

/** The broker of version 8.6.0 takes the variables of a ticket that was reclassified, also those of its open user task. */
@EngineTest
class ReclassificationIT {

    @Autowired
    EngineRun engine;

    @Autowired
    Reclassification reclassification;

    @Test
    void formOfTheOpenTaskShowsWhatTheTicketHasBecome() {
        engine.nextFriday();
        String id = engine.create(Map.of(
                        "application", "cesizen",
                        "title", "Page blanche",
                        "type", "corrective",
                        "impact", "limited",
                        "reporter", Map.of("name", "Inès", "email", "ines@example.org")))
                .path("id")
                .asText();
        EngineTask qualify = engine.task(id, "Task_QualifyTicket");
        reclassification.reclassify(
                id,
                "test/" + id,
                before -> new Classification(TicketType.PREVENTIVE, Impact.SERVICE_DOWN, Set.of(Label.BUG)),
                "nothing works any more",
                "ada");
        eventually().untilAsserted(() -> {
            CaseRecords records = engine.records(id);
            assertThat(records.variable("type")).isEqualTo("\"preventive\"");
            assertThat(records.variable("impact")).isEqualTo("\"service-down\"");
            assertThat(records.variable("labels")).isEqualTo("[\"bug\"]");
            assertThat(records.variable("priority")).isEqualTo("\"P1\"");
            assertThat(records.variable("responseDue"))
                    .isEqualTo('"' + engine.ticket(id).path("responseDue").asText() + '"');
        });
        engine.complete(qualify, Map.of("decision", "accept"));
        engine.task(id, "Task_AssignOwner");
        assertThat(engine.ticket(id).path("priority").asText()).isEqualTo("P1");
        assertThat(engine.ticket(id).path("type").asText()).isEqualTo("preventive");
        assertThat(engine.history(id)).containsOnlyOnce("ticket reclassified");
    }
}
