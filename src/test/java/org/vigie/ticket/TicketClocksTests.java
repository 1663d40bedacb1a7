package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditEntry;
import org.vigie.sla.SlaPolicy;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class TicketClocksTests {

    private static final StepValues NOTHING = new StepValues(Map.of());
    private static long nextKey = 1_000;

    @Autowired
    TicketIntake intake;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk desk;

    @Autowired
    SlaPolicy policy;

    @Autowired
    MockMvc http;

    @Autowired
    MutableClock clock;

    private String id;

    @BeforeEach
    void createTicket() {
        clock.set(VigieTest.START);
        id = intake.create(new NewTicket(
                        "cesizen",
                        "Connexion impossible",
                        "",
                        TicketType.CORRECTIVE,
                        Impact.SERVICE_DOWN,
                        Set.of(),
                        new Reporter("Inès", "ines@example.org"),
                        TicketSource.API,
                        null))
                .id();
    }

    @Test
    void meetsTheResponseTargetWhenQualificationIsDone() {
        long key = begin(TicketStep.QUALIFY);
        clock.advance(Duration.ofMinutes(10));
        progress.stepCompleted(id, TicketStep.QUALIFY, 1, key, NOTHING);
        clock.advance(Duration.ofHours(3));
        progress.stepCompleted(id, TicketStep.QUALIFY, 1, key, NOTHING);
        assertSla("$[0].state", "stopped");
        assertSla("$[0].spent", "PT10M");
        assertSla("$[0].breached", false);
    }

    @Test
    void meetsTheResponseTargetWhenSomebodyTakesTheTicketUp() throws Exception {
        for (int i = 0; i < 2; i++) {
            http.perform(post("/api/tickets/" + id + "/take-up").with(httpBasic("operator", "operator-secret")))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.responseDue").value("2026-11-20T10:00:00Z"));
        }
        assertSla("$[0].state", "stopped");
        assertThat(desk.history(id).stream().filter(entry -> entry.action().equals("ticket taken up")))
                .extracting(AuditEntry::actor)
                .containsExactly("operator");
    }

    @Test
    void standsStillWhileTheReporterIsAskedAndRunsOnWithTheAnswer() throws Exception {
        clock.advance(Duration.ofMinutes(30));
        begin(TicketStep.RECORD_ANSWER);
        assertThat(desk.get(id).resolutionDue()).isNull();
        assertSla("$[1].state", "paused");
        assertSla("$[1].due", null);
        clock.advance(Duration.ofMinutes(60));
        desk.answer(id, "answer-" + id, "Depuis ce matin.", "operator");
        assertThat(desk.get(id).resolutionDue()).isEqualTo(Instant.parse("2026-11-20T14:00:00Z"));
        clock.advance(Duration.ofMinutes(5));
        TaskUrgency urgency = progress.stepStarted(id, TicketStep.IMPLEMENT, nextKey++);
        assertThat(urgency.resolutionDue()).isEqualTo(Instant.parse("2026-11-20T14:00:00Z"));
        assertSla("$[1].paused", "PT1H");
    }

    @Test
    void standsStillDuringValidationAndStopsAtClosure() {
        clock.advance(Duration.ofMinutes(30));
        begin(TicketStep.VALIDATE);
        clock.advance(Duration.ofDays(3));
        progress.close(id, TicketStatus.RESOLVED, "");
        assertSla("$[1].state", "stopped");
        assertSla("$[1].spent", "PT30M");
        assertSla("$[1].breached", false);
        // as if it had run on from Monday 10:30: two and a half hours are left, one of them after lunch
        assertThat(desk.get(id).resolutionDue()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
    }

    @Test
    void goesOnFromWhereItStoodWhenReopened() {
        clock.advance(Duration.ofHours(1));
        progress.close(id, TicketStatus.RESOLVED, "");
        clock.set(Instant.parse("2026-11-24T08:00:00Z"));
        Ticket ticket = progress.reopen(id, nextKey++);
        assertThat(ticket.resolutionDue()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
        assertSla("$[1].state", "running");
        assertSla("$[0].state", "stopped");
    }

    @Test
    void countsTimeSpentWhenQualificationChangesThePriority() {
        clock.advance(Duration.ofMinutes(30));
        begin(TicketStep.RECORD_ANSWER);
        clock.advance(Duration.ofMinutes(60));
        begin(TicketStep.QUALIFY);
        Ticket ticket = progress.setTargets(
                id,
                TicketType.CORRECTIVE,
                Impact.KEY_FUNCTION_DEGRADED,
                Set.of(),
                new PriorityDecision("P2", 70),
                policy.targetsOf("cesizen", "P2"));
        // 11:30 in Paris; five and a half of six hours are left, half an hour of them before lunch
        assertThat(ticket.resolutionDue()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(desk.get(id).resolutionDue()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
    }

    @Test
    void explainsTheDueDateWithSegmentsThatAddUp() {
        assertSla("$[1].target", "resolution");
        assertSla("$[1].clock", "working-hours");
        assertSla("$[1].promised", "PT3H");
        assertSla("$[1].due", "2026-11-20T13:00:00Z");
        assertSla("$[1].warnAt", "2026-11-20T12:15:00Z");
        assertSla("$[1].segments[0].counted", "PT2H");
        assertSla("$[1].segments[1].kind", "OUTSIDE_HOURS");
        assertSla("$[1].segments[2].counted", "PT1H");
        assertSla("$[1].segments[2].to", "2026-11-20T13:00:00Z");
    }

    private long begin(TicketStep step) {
        long key = nextKey++;
        progress.stepStarted(id, step, key);
        return key;
    }

    private void assertSla(String path, Object expected) {
        try {
            http.perform(get("/api/tickets/" + id + "/sla").with(httpBasic("auditor", "auditor-secret")))
                    .andExpect(status().isOk())
                    .andExpect(
                            jsonPath(path).value(expected == null ? nullValue() : org.hamcrest.Matchers.is(expected)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
