package org.vigie.release.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Releases that fall due by the calendar of the plan demo: Tuesdays at ten, and the fifth of the month. */
@VigieTest
class ProposalsTests {

    private static final String APPLICATION = "demo";
    private static final Duration WITHIN = Duration.ofDays(5);

    @Autowired
    Proposals proposals;

    @Autowired
    ProposalStore store;

    @Autowired
    ProposalDesk desk;

    @Autowired
    ProposalCases cases;

    @Autowired
    Plans plans;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    AuditTrail audit;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        clock.set(VigieTest.START);
        store.open(APPLICATION)
                .ifPresent(open -> proposals.close(open.id(), ProposalStatus.NOTHING, "test", null, null));
        operations.list(APPLICATION, "releases", null, null, 50).stream()
                .filter(operation -> !operation.status().isOver())
                .forEach(operation -> operations.end(operation.id(), OperationStatus.CANCELLED, "test", "cancelled"));
        jdbc.sql("DELETE FROM release_calendar").update();
        jdbc.sql("DELETE FROM release_version WHERE application = 'demo'").update();
    }

    @Test
    void whatWasDueBeforeTheCalendarIsNotMadeUpFor() {
        raise();
        assertThat(store.open(APPLICATION)).isEmpty();
    }

    @Test
    void aDayOfTheCalendarRaisesOneProposalHoweverOftenItIsLookedAt() {
        Proposal due = dueOnTuesday();
        clock.advance(Duration.ofMinutes(5));
        raise();
        assertThat(store.open(APPLICATION)).map(Proposal::id).contains(due.id());
        assertThat(due.dueAt()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(requests.unseen(due.id())).singleElement().satisfies(request -> {
            assertThat(request.message()).isEqualTo("release-due");
            assertThat(request.correlationKey()).isEqualTo(due.id());
        });
    }

    @Test
    void whatWasMissedIsOneProposal() {
        raise();
        clock.set(Instant.parse("2026-12-31T12:00:00Z"));
        raise();
        Proposal due = store.open(APPLICATION).orElseThrow();
        assertThat(due.dueAt()).isEqualTo("2026-12-29T09:00:00Z");
        proposals.close(due.id(), ProposalStatus.PUT_OFF, "holidays", "dora", null);
        raise();
        assertThat(store.open(APPLICATION)).isEmpty();
    }

    @Test
    void whatFallsDueWhileSomebodyIsAskedWaitsForTheAnswer() {
        Proposal first = dueOnTuesday();
        clock.advance(Duration.ofDays(7));
        raise();
        assertThat(store.open(APPLICATION)).map(Proposal::id).contains(first.id());
        proposals.close(first.id(), ProposalStatus.UNANSWERED, "nobody decided in time", null, null);
        raise();
        assertThat(store.open(APPLICATION))
                .hasValueSatisfying(next -> assertThat(next.dueAt()).isEqualTo("2026-12-01T09:00:00Z"));
    }

    @Test
    void theTagThatNeverServedIsProposedAndReleasedInTheNameOfWhoDecided() {
        Proposal due = dueOnTuesday();
        long process = EngineKeys.next();
        Optional<ProposalDesk.Shown> shown = desk.prepare(due.id(), process, WITHIN);
        assertThat(shown).hasValueSatisfying(form -> {
            assertThat(form.version()).isEqualTo("1.3.0");
            assertThat(form.facts()).anyMatch(fact -> fact.startsWith("Version 1.3.0: the tag v1.3.0 was never"));
            assertThat(form.answerDue()).isEqualTo(clock.instant().plus(WITHIN));
        });
        assertThat(desk.prepare(due.id(), process, WITHIN)).isPresent();
        assertThat(desk.prepare(due.id(), EngineKeys.next(), WITHIN)).isEmpty();
        assertThat(mails.startingWith(due.id() + "/")).hasSize(1);
        assertThat(requests.unseen(due.id())).isEmpty();

        assertThat(desk.decide(due.id(), "dora", true, null).outcome()).isEqualTo(ProposalDesk.Outcome.REQUESTED);
        assertThat(desk.decide(due.id(), "dora", true, null).outcome()).isEqualTo(ProposalDesk.Outcome.REQUESTED);
        List<Operation> releases = operations.list(APPLICATION, "releases", OperationStatus.REQUESTED, null, 10);
        assertThat(releases).singleElement().satisfies(release -> {
            assertThat(release.requestedBy()).isEqualTo("dora");
            assertThat(release.input()).containsEntry("tag", "v1.3.0");
            assertThat(store.require(due.id()).operationId()).isEqualTo(release.id());
        });
        assertThat(audit.of(due.id()))
                .extracting(entry -> entry.actor() + ": " + entry.action())
                .containsExactly("vigie: release due", "vigie: release proposed", "dora: release requested");
    }

    @Test
    void nextTimeNeedsAReason() {
        Proposal due = dueOnTuesday();
        desk.prepare(due.id(), EngineKeys.next(), WITHIN);
        ProposalDesk.Answer without = desk.decide(due.id(), "dora", false, " ");
        assertThat(without.outcome()).isEqualTo(ProposalDesk.Outcome.REFUSED);
        assertThat(without.reason()).isEqualTo("next time has no reason. Say why it does not go out now.");
        assertThat(desk.decide(due.id(), "dora", false, "holidays").outcome()).isEqualTo(ProposalDesk.Outcome.PUT_OFF);
        assertThat(store.require(due.id())).satisfies(over -> {
            assertThat(over.status()).isEqualTo(ProposalStatus.PUT_OFF);
            assertThat(over.reason()).isEqualTo("holidays");
            assertThat(over.decidedBy()).isEqualTo("dora");
        });
    }

    @Test
    void aChangeTooGreatForTheDayIsHeldAndSaysWhenItGoesOut() {
        jdbc.sql("""
                        INSERT INTO release_version (application, version, state, released_at)
                        VALUES ('demo', '1.2.1', 'serving', now())
                        """).update();
        Proposal due = dueOnTuesday();
        assertThat(desk.prepare(due.id(), EngineKeys.next(), WITHIN)).isEmpty();
        assertThat(store.require(due.id())).satisfies(over -> {
            assertThat(over.status()).isEqualTo(ProposalStatus.HELD);
            assertThat(over.reason()).isEqualTo("1.3.0 is a MINOR release, which goes out on 2026-12-07");
        });
    }

    @Test
    void nothingIsProposedWhenTheNewestServes() {
        jdbc.sql("""
                        INSERT INTO release_version (application, version, state, released_at)
                        VALUES ('demo', '1.3.0', 'serving', now())
                        """).update();
        Proposal due = dueOnTuesday();
        assertThat(desk.prepare(due.id(), EngineKeys.next(), WITHIN)).isEmpty();
        assertThat(store.require(due.id()).status()).isEqualTo(ProposalStatus.NOTHING);
        assertThat(mails.startingWith(due.id() + "/")).isEmpty();
    }

    @Test
    void whatCannotBeRequestedComesBackWithTheReason() {
        Proposal due = dueOnTuesday();
        desk.prepare(due.id(), EngineKeys.next(), WITHIN);
        jdbc.sql("""
                        INSERT INTO release_version (application, version, state, reason)
                        VALUES ('demo', '1.3.0', 'bad', 'it lost orders')
                        """).update();
        ProposalDesk.Answer answer = desk.decide(due.id(), "dora", true, null);
        assertThat(answer.outcome()).isEqualTo(ProposalDesk.Outcome.REFUSED);
        assertThat(answer.reason()).contains("version 1.3.0 of demo is bad: it lost orders");
        assertThat(store.open(APPLICATION)).isPresent();
    }

    @Test
    void calendarIsReadAndAskedOverHttp() throws Exception {
        http.perform(get("/api/applications/demo/releases/calendar").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.timeZone").value("Europe/Paris"))
                .andExpect(jsonPath("$.next[0].upTo").value("PATCH"))
                .andExpect(jsonPath("$.next[0].due").value("2026-11-24T09:00:00Z"))
                .andExpect(jsonPath("$.next[1].upTo").value("MINOR"))
                .andExpect(jsonPath("$.next[2].upTo").value("MAJOR"))
                .andExpect(jsonPath("$.outlook.version").value("1.3.0"))
                .andExpect(jsonPath("$.trouble").doesNotExist());
        http.perform(post("/api/applications/demo/releases/calendar").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.askedBy").value("operator"))
                .andExpect(jsonPath("$.upTo").value("MAJOR"));
        http.perform(post("/api/applications/demo/releases/calendar").with(httpBasic("operator", "operator-secret")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.hint").exists());
        http.perform(get("/api/applications/cesizen/releases/calendar").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isConflict());
        http.perform(get("/api/applications/other/releases/calendar").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound());
    }

    @Test
    void anAuditorAsksForNothing() throws Exception {
        http.perform(post("/api/applications/demo/releases/calendar").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isForbidden());
        assertThatThrownBy(() -> proposals.ask("mangatheque", "dora"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("does not say how it is released");
    }

    @Test
    void aLostProcessBecomesATroubleWhoseRetryStartsItAnew() {
        Proposal due = dueOnTuesday();
        long process = EngineKeys.next();
        desk.prepare(due.id(), process, WITHIN);
        assertThat(cases.caseOf(process)).contains(due.id());
        cases.open("", 100).stream().filter(open -> open.id().equals(due.id())).forEach(cases::lost);
        assertThat(cases.caseOf(process)).isEmpty();
        cases.start(due.id(), "again");
        assertThat(requests.unseen(due.id())).hasSize(1);
        assertThat(desk.prepare(due.id(), EngineKeys.next(), WITHIN)).isPresent();
    }

    private Proposal dueOnTuesday() {
        raise();
        clock.set(Instant.parse("2026-11-24T09:00:30Z"));
        raise();
        return store.open(APPLICATION).orElseThrow();
    }

    private void raise() {
        MaintenancePlan plan = plans.require(APPLICATION);
        proposals.raise(plan);
    }
}
