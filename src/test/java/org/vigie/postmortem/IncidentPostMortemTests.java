package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.incident.Incident;
import org.vigie.incident.IncidentOver;
import org.vigie.incident.Surroundings;
import org.vigie.incident.remedy.Remedies;
import org.vigie.incident.remedy.RemedyTurn;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
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
