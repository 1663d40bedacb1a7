package org.vigie.release.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.Plans;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.support.EngineKeys;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketPlanning;
import org.vigie.ticket.TicketProgress;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketStatus;
import org.vigie.ticket.TicketType;

/** Tickets that travel with releases of the application demo. */
@VigieTest
class ReleaseDeliveriesTests {

    private static final String APPLICATION = "demo";

    @Autowired
    ReleaseDeliveries deliveries;

    @Autowired
    ReleaseDeliveryWatch watch;

    @Autowired
    OperationRequests operationRequests;

    @Autowired
    Operations operations;

    @Autowired
    ReleaseRuns runs;

    @Autowired
    VersionRecords versions;

    @Autowired
    Repositories repositories;

    @Autowired
    Plans plans;

    @Autowired
    TicketIntake intake;

    @Autowired
    TicketDesk tickets;

    @Autowired
    TicketPlanning planning;

    @Autowired
    TicketProgress progress;

    @Autowired
    ProcessRequests requests;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void nothingServes() {
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
        jdbc.sql("DELETE FROM release_awaited").update();
        jdbc.sql("DELETE FROM release_ticket").update();
        jdbc.sql("DELETE FROM release_delivery").update();
        jdbc.sql("DELETE FROM release_serving WHERE application = 'demo'").update();
        jdbc.sql("DELETE FROM release_version WHERE application = 'demo'").update();
    }

    @Test
    void theReleaseThatContainsTheMergeTellsTheWaitingTicketOnce() {
        released("1.1.0");
        Ticket ticket = improvement();
        long process = claimed(ticket);
        assertThat(deliveries.await(ticket.id(), process, commit("v1.2.0"))).isTrue();
        assertThat(deliveries.await(ticket.id(), process, commit("v1.2.0"))).isTrue();
        watch.look();
        assertThat(told(ticket)).isZero();

        Operation release = released("1.2.0");
        watch.look();
        watch.look();
        assertThat(told(ticket)).isEqualTo(1);
        assertThat(requests.unseen(ticket.id()))
                .filteredOn(request -> request.message().equals("ticket-released"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.correlationKey()).isEqualTo(ticket.id());
                    assertThat(String.valueOf(request.variables().get("releasedIn")))
                            .isEqualTo("1.2.0");
                });
        assertThat(tickets.get(ticket.id()).plannedRelease()).isEqualTo("1.2.0");
        assertThat(audit.of(ticket.id()))
                .filteredOn(entry -> entry.action().equals("released"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("version", "1.2.0")
                        .containsEntry("release", release.id()));

        progress.close(ticket.id(), TicketStatus.RESOLVED, "released in 1.2.0");
        assertThat(requests.unseen(ticket.id())).isEmpty();
    }

    @Test
    void whatServesAlreadyTellsTheTicketThatBeginsToWaitLater() {
        released("1.2.0");
        watch.look();
        Ticket ticket = improvement();
        assertThat(deliveries.await(ticket.id(), claimed(ticket), commit("v1.1.0")))
                .isTrue();
        watch.look();
        assertThat(told(ticket)).isEqualTo(1);
    }

    @Test
    void aReleaseWithoutTheMergeLeavesTheTicketWaiting() {
        Ticket ticket = improvement();
        deliveries.await(ticket.id(), claimed(ticket), commit("v1.3.0"));
        released("1.2.0");
        watch.look();
        assertThat(told(ticket)).isZero();
    }

    @Test
    void aTicketWithATimeOfItsOwnDoesNotWaitAndNeitherDoesOneWithoutARelease() {
        Ticket correction = create(TicketType.CORRECTIVE, Impact.KEY_FUNCTION_DEGRADED);
        assertThat(deliveries.await(correction.id(), claimed(correction), commit("v1.2.0")))
                .isFalse();
        Ticket unknown = improvement();
        assertThat(deliveries.await(unknown.id(), claimed(unknown), null)).isFalse();
        planning.planInto(unknown.id(), "1.2.0");
        assertThat(deliveries.await(unknown.id(), EngineKeys.next(), null)).isTrue();
    }

    @Test
    void aTicketThatIsPlannedAndNotInTheReleaseReadsOfIt() {
        Ticket ticket = improvement();
        planning.planInto(ticket.id(), "v1.2.0");
        Operation release = released("1.2.0");
        assertThat(deliveries.ticketsOf(release.id())).doesNotContain(ticket.id());
        watch.look();
        watch.look();
        assertThat(audit.of(ticket.id()))
                .filteredOn(entry -> entry.action().equals("left out of the release it was planned into"))
                .hasSize(1);
        assertThat(told(ticket)).isZero();
    }

    @Test
    void aClosedTicketIsToldNothing() {
        Ticket ticket = improvement();
        deliveries.await(ticket.id(), claimed(ticket), commit("v1.2.0"));
        progress.close(ticket.id(), TicketStatus.CANCELLED, "no longer wanted");
        released("1.2.0");
        watch.look();
        assertThat(told(ticket)).isZero();
    }

    @Test
    void aTicketOfAnotherApplicationIsNeverNamed() {
        Ticket other = intake.create(new NewTicket(
                "cesizen",
                "Mode sombre",
                "",
                TicketType.EVOLUTIVE,
                Impact.IMPROVEMENT,
                Set.of(),
                new Reporter("Inès", "ines@example.org"),
                TicketSource.API,
                null));
        assertThat(deliveries.await(other.id(), EngineKeys.next(), commit("v1.2.0")))
                .isFalse();
    }

    private Operation released(String version) {
        Operation release = operationRequests.request(
                OperationRequest.of(APPLICATION, "releases", Map.of("version", version), "dora", null));
        runs.add(new ReleaseRun(
                release.id(),
                APPLICATION,
                version,
                "v" + version,
                commit("v" + version),
                versions.serving(APPLICATION).orElse(null),
                Map.of()));
        versions.serves(APPLICATION, version, release.id(), false);
        operations.end(release.id(), OperationStatus.SUCCEEDED, "version " + version + " serves", null);
        return release;
    }

    private String commit(String tag) {
        return repositories
                .tags(plans.require(APPLICATION))
                .find(tag)
                .map(ReleaseTag::commit)
                .orElseThrow();
    }

    private Ticket improvement() {
        return create(TicketType.EVOLUTIVE, Impact.IMPROVEMENT);
    }

    private Ticket create(TicketType type, Impact impact) {
        Ticket ticket = intake.create(new NewTicket(
                APPLICATION,
                "Dark pages",
                "",
                type,
                impact,
                Set.of(),
                new Reporter("Inès", "ines@example.org"),
                TicketSource.API,
                null));
        return tickets.get(ticket.id());
    }

    private long claimed(Ticket ticket) {
        long key = EngineKeys.next();
        assertThat(progress.claim(ticket.id(), key)).isTrue();
        return key;
    }

    private long told(Ticket ticket) {
        return requests.unseen(ticket.id()).stream()
                .map(ProcessRequest::message)
                .filter("ticket-released"::equals)
                .count();
    }
}
