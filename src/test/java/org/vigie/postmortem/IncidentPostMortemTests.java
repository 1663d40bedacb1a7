package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.incident.Incident;
import org.vigie.incident.IncidentOver;
import org.vigie.incident.Surroundings;
import org.vigie.incident.remedy.RecoveryHandOver;
import org.vigie.incident.remedy.Remedies;
import org.vigie.incident.remedy.RemedyTurn;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.support.EngineKeys;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketStatus;

/** What is learnt of an incident, asked for when it is over. */
@VigieTest
class IncidentPostMortemTests {

    @Autowired
    org.vigie.incident.Incidents incidents;

    @Autowired
    Surroundings surroundings;

    @Autowired
    Remedies remedies;

    @Autowired
    OperationRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    RecoveryHandOver handOver;

    @Autowired
    PostMortemIntake intake;

    @Autowired
    PostMortemPreparation preparation;

    @Autowired
    PostMortemDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @Test
    void theEndOfACriticalIncidentAsksForOneThatTellsItsStory() {
        String id = begun("service-down");
        RemedyTurn turn = remedies.prepare(id, "restart", "Rule_RestartFirst", null);
        clock.advance(Duration.ofMinutes(10));
        remedies.decide(id, turn.number(), "over", "the shop was started by hand", "ada");
        Incident over = surroundings.over(id);
        surroundings.over(id);

        String postMortem = "PM-" + over.ticketId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> postMortem.equals(incidents.require(id).postMortemId()));
        PostMortem asked = desk.get(postMortem);
        assertThat(asked.incidentId()).isEqualTo(id);
        assertThat(asked.due()).isEqualTo(clock.instant().plus(Duration.ofDays(5)));

        preparation.prepare(postMortem, EngineKeys.next());
        Sections sections = desk.get(postMortem).sections();
        assertThat(sections.timeline())
                .contains("2026-11-20 10:00 : fault began")
                .contains("incident opened")
                .contains("ticket created")
                .contains("2026-11-20 10:10 : decided on the incident (ada): over, the shop was started by hand")
                .contains("incident resolved (ada)");
        assertThat(sections.impact()).contains("0 h 10 min");

        // its ticket asks for the same one
        intake.on(new TicketClosed(over.ticketId(), TicketStatus.RESOLVED));
        intake.on(new IncidentOver(id, "demo", over.ticketId(), clock.instant()));
        assertThat(count("SELECT count(*) FROM post_mortem WHERE ticket_id = :id", over.ticketId()))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM process_request WHERE case_id = :id", postMortem))
                .as("asked of its process once")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void theStoryOfALostDatabaseSaysWhatIsLostAndHowItCameBack() {
        Instant start = clock.instant();
        String recovery = requests.request(OperationRequest.of("demo", "recoveries", Map.of(), "dora", null))
                .id();
        operations.addDetails(
                recovery,
                Map.of(
                        "decision", Map.of("by", "dora"),
                        "damage", Map.of("sentence", "there is no such database"),
                        "backup",
                                Map.of(
                                        "takenAt",
                                        start.minus(Duration.ofHours(7)).toString()),
                        "lostAt", start.toString()));
        handOver.begun(recovery);
        String id = incidents.list("demo", true, null, 1).getFirst().id();
        surroundings.begun(id);
        clock.advance(Duration.ofMinutes(2));
        operations.addDetails(
                recovery, Map.of("measured", Map.of("seconds", 113.2), "swap", Map.of("kept", "demo_lost_1")));
        operations.end(recovery, OperationStatus.SUCCEEDED, null, null);
        assertThat(incidents.endIfOver(id)).isTrue();
        String postMortem = "PM-" + surroundings.over(id).ticketId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> postMortem.equals(incidents.require(id).postMortemId()));

        preparation.prepare(postMortem, EngineKeys.next());
        Sections sections = desk.get(postMortem).sections();
        assertThat(sections.timeline())
                .contains("2026-11-20 10:00 : database recovery requested (dora)")
                .contains("2026-11-20 10:00 : database recovery begun: main: there is no such database")
                .contains("2026-11-20 10:02 : database recovery ended");
        assertThat(sections.impact())
                .contains("Data lost or damaged")
                .contains("Data lost that was written from 2026-11-20 03:00 to 2026-11-20 10:00 (7 h 00 min");
        assertThat(sections.immediateActions())
                .contains(
                        "- Database brought back from the backup of 2026-11-20 03:00, 113.2 s; as it was it is kept under the name demo_lost_1");
    }

    @Test
    void whatTheTableDoesNotWantAsksForNone() {
        String id = begun("limited");
        incidents.resolve(id, "operator", null);
        Incident over = surroundings.over(id);
        intake.on(new IncidentOver(id, "demo", over.ticketId(), clock.instant()));
        assertThat(incidents.require(id).postMortemId()).isNull();
        assertThat(count("SELECT count(*) FROM post_mortem WHERE ticket_id = :id", over.ticketId()))
                .isZero();
    }

    private String begun(String impact) {
        String id = requests.request(OperationRequest.of(
                        "demo", "incidents", Map.of("title", "Orders vanish", "impact", impact), "operator", null))
                .id();
        surroundings.begun(id);
        return id;
    }

    private int count(String sql, String id) {
        return jdbc.sql(sql).param("id", id).query(Integer.class).single();
    }
}
