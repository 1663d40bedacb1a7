package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class RecurrenceTests {

    private static final AtomicLong STEPS = new AtomicLong(1_000_000);

    @Autowired
    TicketIntake intake;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk desk;

    @Autowired
    Recurrences recurrences;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    /** A cause of its own for each test. */
    private final String cause = "Certificat expiré " + UUID.randomUUID();

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @Test
    void incidentOfACauseThatWasCorrectedIsLinkedReportedAndShown() throws Exception {
        String earlier = resolved("cesizen", TicketType.CORRECTIVE, cause);
        String ticket = analysed(
                "cesizen", TicketType.CORRECTIVE, "  " + cause.toUpperCase().replace("É", "E"));

        await().untilAsserted(() -> assertThat(mails(ticket, earlier)).isEqualTo(1));
        assertThat(desk.get(ticket).recurrenceOf()).isEqualTo(earlier);
        assertThat(audit.of(ticket))
                .filteredOn(entry -> entry.action().equals("recurrence found"))
                .extracting(AuditEntry::details)
                .containsExactly(Map.of("recurrenceOf", earlier));
        http.perform(get("/api/tickets/" + ticket).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$.recurrenceOf").value(earlier));
    }

    @Test
    void repeatedEventChangesNothing() {
        String earlier = resolved("cesizen", TicketType.CORRECTIVE, cause);
        String ticket = analysed("cesizen", TicketType.CORRECTIVE, cause);
        await().untilAsserted(() -> assertThat(mails(ticket, earlier)).isEqualTo(1));
        recurrences.flag(ticket);
        recurrences.flag(ticket);
        assertThat(audit.of(ticket))
                .filteredOn(entry -> entry.action().equals("recurrence found"))
                .hasSize(1);
    }

    @Test
    void otherApplicationTypeOrCauseIsNoRecurrence() {
        resolved("mangatheque", TicketType.CORRECTIVE, cause);
        resolved("cesizen", TicketType.PREVENTIVE, cause);
        resolved("cesizen", TicketType.CORRECTIVE, cause + " again");
        assertNoRecurrence(analysed("cesizen", TicketType.CORRECTIVE, cause));
        resolved("cesizen", TicketType.CORRECTIVE, cause);
        assertNoRecurrence(analysed("cesizen", TicketType.ADAPTIVE, cause));
    }

    @Test
    void incidentThatCameUpBeforeTheCorrectionIsNoRecurrence() {
        String ticket = create("cesizen", TicketType.CORRECTIVE);
        clock.advance(Duration.ofMinutes(1));
        resolved("cesizen", TicketType.CORRECTIVE, cause);
        analyse(ticket, cause);
        assertNoRecurrence(ticket);
    }

    @Test
    void earlierIncidentMustHaveBeenResolved() {
        String rejected = analysed("cesizen", TicketType.CORRECTIVE, cause);
        assertNoRecurrence(rejected);
        progress.close(rejected, TicketStatus.CANCELLED, "");
        clock.advance(Duration.ofMinutes(1));
        assertNoRecurrence(analysed("cesizen", TicketType.CORRECTIVE, cause));
    }

    @Test
    void linkFollowsACorrectedAnalysis() {
        String earlier = resolved("cesizen", TicketType.CORRECTIVE, cause);
        String ticket = analysed("cesizen", TicketType.CORRECTIVE, cause);
        assertThat(recurrences.flag(ticket)).map(Ticket::id).contains(earlier);
        analyse(ticket, "Disque plein " + UUID.randomUUID());
        recurrences.flag(ticket);
        assertThat(desk.get(ticket).recurrenceOf()).isNull();
    }

    private void assertNoRecurrence(String ticket) {
        assertThat(recurrences.flag(ticket)).isEmpty();
        assertThat(desk.get(ticket).recurrenceOf()).isNull();
    }

    private String resolved(String application, TicketType type, String rootCause) {
        String id = analysed(application, type, rootCause);
        recurrences.flag(id);
        progress.close(id, TicketStatus.RESOLVED, "");
        clock.advance(Duration.ofMinutes(1));
        return id;
    }

    private String analysed(String application, TicketType type, String rootCause) {
        String id = create(application, type);
        analyse(id, rootCause);
        return id;
    }

    private void analyse(String id, String rootCause) {
        long step = STEPS.incrementAndGet();
        progress.stepStarted(id, TicketStep.ANALYSE, step);
        progress.stepCompleted(id, TicketStep.ANALYSE, 1, step, new StepValues(Map.of("rootCause", rootCause)));
    }

    private String create(String application, TicketType type) {
        return intake.create(new NewTicket(
                        application,
                        "Connexion impossible",
                        "",
                        type,
                        Impact.LIMITED,
                        Set.of(),
                        new Reporter("Inès", "ines@example.org"),
                        TicketSource.API,
                        null))
                .id();
    }

    private int mails(String ticket, String earlier) {
        return jdbc.sql("SELECT count(*) FROM notice WHERE key LIKE :key")
                .param("key", ticket + "/recurrence/" + earlier + "/%")
                .query(Integer.class)
                .single();
    }
}
