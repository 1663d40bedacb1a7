package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vigie.audit.AuditEntry;
import org.vigie.support.MutableClock;
import org.vigie.support.TestTickets;
import org.vigie.support.VigieTest;

@VigieTest
@RecordApplicationEvents
@Import(TestTickets.class)
class ReclassificationTests {

    @Autowired
    TestTickets created;

    @Autowired
    Reclassification reclassification;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk desk;

    @Autowired
    MutableClock clock;

    @Autowired
    ApplicationEvents events;

    private final String requestId = UUID.randomUUID().toString();
    private String id;

    @BeforeEach
    void createTicket() {
        clock.set(VigieTest.START);
        id = created.create("cesizen", Impact.SERVICE_DOWN).id();
        events.clear();
    }

    @Test
    void givesPriorityAndDueDatesOfTheTablesAndCountsTimeSpent() {
        clock.advance(Duration.ofMinutes(30));
        assertThat(reclassify(requestId, to(Impact.KEY_FUNCTION_DEGRADED))).isTrue();
        Ticket ticket = desk.get(id);
        assertThat(ticket.priority()).isEqualTo("P2");
        assertThat(ticket.taskPriority()).isEqualTo(70);
        // 10:00 in Paris; six hours, two of them before lunch
        assertThat(ticket.resolutionDue()).isEqualTo(Instant.parse("2026-11-20T16:00:00Z"));
    }

    @Test
    void saysWhoDidItAndWhy() {
        reclassify(requestId, to(Impact.COSMETIC));
        AuditEntry entry = desk.history(id).stream()
                .filter(each -> each.action().equals("ticket reclassified"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.actor()).isEqualTo("ada");
        assertThat(entry.details())
                .containsEntry("reason", "it is less")
                .containsEntry("type", "corrective")
                .containsEntry("impact", "cosmetic")
                .containsEntry("labels", "")
                .containsEntry("priority", "P3");
    }

    @Test
    void tellsTheProcessAndWhoeverShowsTheTicket() {
        reclassify(requestId, to(Impact.COSMETIC));
        assertThat(events.stream(TicketReclassified.class)).containsExactly(new TicketReclassified(id));
        assertThat(events.stream(TicketChanged.class)).containsExactly(new TicketChanged(id));
    }

    @Test
    void aRequestHasItsEffectOnce() {
        reclassify(requestId, to(Impact.COSMETIC));
        reclassify("another " + requestId, to(Impact.DATA_LOSS));
        assertThat(reclassify(requestId, to(Impact.COSMETIC))).isFalse();
        assertThat(desk.get(id).impact()).isEqualTo(Impact.DATA_LOSS);
        assertThat(events.stream(TicketReclassified.class)).hasSize(2);
    }

    @Test
    void leavesAClosedTicketAlone() {
        progress.close(id, TicketStatus.RESOLVED, "");
        events.clear();
        assertThat(reclassify(requestId, to(Impact.COSMETIC))).isFalse();
        assertThat(desk.get(id).impact()).isEqualTo(Impact.SERVICE_DOWN);
        assertThat(events.stream(TicketChanged.class)).isEmpty();
    }

    @Test
    void doesNothingWhereNothingChanges() {
        assertThat(reclassify(requestId, UnaryOperator.identity())).isFalse();
        assertThat(desk.history(id)).extracting(AuditEntry::action).containsExactly("ticket created");
    }

    private boolean reclassify(String request, UnaryOperator<Classification> change) {
        return reclassification.reclassify(id, request, change, "it is less", "ada");
    }

    private static UnaryOperator<Classification> to(Impact impact) {
        return before -> new Classification(before.type(), impact, Set.of());
    }
}
