package org.vigie.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.audit.AuditTrail;
import org.vigie.command.Commands;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.DependencyTool;
import org.vigie.plan.DependencyTool.Tool;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.plan.PreventiveSettings;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.preventive.WorkState;
import org.vigie.support.EngineKeys;
import org.vigie.support.KeptMails;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketClosed;
import org.vigie.ticket.TicketStatus;

/** Findings from the report of a tool to the end of their ticket. */
@VigieTest
class DependenciesTests {

    private static final String APPLICATION = "cesizen";

    @Autowired
    Dependencies dependencies;

    @Autowired
    DependencyStore store;

    @Autowired
    DependencyCases cases;

    @Autowired
    Commands commands;

    @Autowired
    ProcessRequests requests;

    @Autowired
    Plans plans;

    @Autowired
    AuditTrail audit;

    @Autowired
    Alerts alerts;

    @Autowired
    KeptMails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc http;

    @AfterEach
    void nothingIsLeft() {
        alerts.list(APPLICATION, AlertState.OPEN, null, 50)
                .forEach(alert -> alerts.clear(alert.fingerprint(), null, alert.source(), "the test is over"));
        jdbc.sql("DELETE FROM dependency_alias").update();
        jdbc.sql("DELETE FROM dependency_finding").update();
        jdbc.sql("DELETE FROM process_request WHERE case_id LIKE 'DF-%'").update();
    }

    @Test
    void flawThatTwoToolsNameDifferentlyIsOneFinding() {
        assertThat(take(flaw("django", "PYSEC-2024-57", "CVE-2024-39329"))).isEqualTo(new Dependencies.Taken(1, 0));
        assertThat(take(flaw("django", "GHSA-x7q2-wr7g-xqmf", "CVE-2024-39329")))
                .isEqualTo(new Dependencies.Taken(0, 1));
        assertThat(take(flaw("django", "GHSA-x7q2-wr7g-xqmf")))
                .as("known by a name that came later")
                .isEqualTo(new Dependencies.Taken(0, 1));
        assertThat(take(flaw("Django", "CVE-2024-39329")))
                .as("the registry takes both spellings for one package")
                .isEqualTo(new Dependencies.Taken(0, 1));
        assertThat(take(flaw("other", "CVE-2024-39329"))).isEqualTo(new Dependencies.Taken(1, 0));
        DependencyFinding first = only("django");
        assertThat(requests.unseen(first.id()))
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo("dependency-found"));
    }

    @Test
    void updatesOfOneSizeAreOneFindingUntilItsTicketIsClosed() {
        dependencies.take(
                APPLICATION,
                "pip",
                List.of(Found.update("a", "1.0", "1.1"), Found.update("b", "1.0", "1.2"), Found.update("c", "1", "2")));
        assertThat(store.list(APPLICATION, 10))
                .extracting(DependencyFinding::title)
                .containsExactlyInAnyOrder("2 minor updates of pip", "1 major updates of pip");
        assertThat(take(Found.update("a", "1.0", "1.3"))).isEqualTo(new Dependencies.Taken(0, 1));
        assertThat(only("minor").details()).isEqualTo("a 1.0 → 1.3");
        String minor = "update/" + only("minor").id();
        assertThat(alerts.list(APPLICATION, AlertState.OPEN, null, 50))
                .filteredOn(alert -> alert.fingerprint().equals(minor))
                .as("news for the team, together with others of a day")
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(AlertKind.UPDATE_AVAILABLE));
        String ticket = String.valueOf(dependencies
                .open(only("minor").id(), EngineKeys.next(), "minor", "P30D", "improvement")
                .orElseThrow()
                .ticketId());
        dependencies.on(new TicketClosed(ticket, TicketStatus.RESOLVED));
        await().untilAsserted(() -> assertThat(alerts.list(APPLICATION, AlertState.OPEN, null, 50))
                .extracting(Alert::fingerprint)
                .doesNotContain(minor));
    }

    @Test
    void ticketIsOpenedOnceWithItsDueDateAndEndsTheFinding() {
        take(flaw("django", "CVE-2024-39329"));
        DependencyFinding finding = only("django");
        long process = EngineKeys.next();
        DependencyFinding opened = dependencies
                .open(finding.id(), process, "critical", "PT24H", "security-flaw")
                .orElseThrow();
        assertThat(opened.dueAt()).isEqualTo(finding.firstSeen().plusSeconds(24 * 3600));
        assertThat(dependencies.open(finding.id(), process, "critical", "PT24H", "security-flaw"))
                .contains(opened);
        assertThat(dependencies.open(finding.id(), EngineKeys.next(), "critical", "PT24H", "security-flaw"))
                .isEmpty();
        assertThat(requests.unseen(finding.id())).isEmpty();
        assertThat(jdbc.sql("SELECT title || ', ' || type || ', ' || impact FROM ticket WHERE id = :id")
                        .param("id", opened.ticketId())
                        .query(String.class)
                        .single())
                .isEqualTo("Flaw in django (CVE-2024-39329), preventive, security-flaw");

        dependencies.overdue(finding.id());
        dependencies.overdue(finding.id());
        assertThat(mails.startingWith(finding.id() + "/overdue/")).hasSize(1);

        dependencies.on(new TicketClosed(String.valueOf(opened.ticketId()), TicketStatus.RESOLVED));
        await().untilAsserted(() -> assertThat(only("django").closedAt()).isNotNull());
        assertThat(requests.unseen(finding.id()))
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo("dependency-settled"));
        dependencies.heard(finding.id());
        assertThat(requests.unseen(finding.id())).isEmpty();
        assertThat(take(flaw("django", "CVE-2024-39329"))).as("it came back").isEqualTo(new Dependencies.Taken(1, 0));
        assertThat(audit.of(finding.id()))
                .extracting(entry -> entry.action())
                .containsExactly(
                        "dependency finding",
                        "ticket opened",
                        "dependency finding overdue",
                        "dependency finding settled");
    }

    @Test
    void toolsOfThePlanAreRunAndDamagedOutputIsSeenTo() {
        MaintenancePlan plan = plan(
                tool(Tool.PIP_AUDIT, "pip-audit.json"),
                tool(Tool.OSV_SCANNER, "osv-scanner.json"),
                tool(Tool.PIP_OUTDATED, "pip-outdated.json"));
        WorkResult scan =
                new DependencyWork("vulnerability-scan", true, commands, dependencies).perform(order(plan), () -> {});
        assertThat(scan.state()).isEqualTo(WorkState.DONE);
        assertThat(scan.summary()).isEqualTo("2 nouveaux constats ont un ticket, 1 étaient connus.");
        assertThat(store.list(APPLICATION, 10))
                .extracting(DependencyFinding::severity)
                .as("pip-audit, which comes first, never tells it")
                .containsExactlyInAnyOrder("moderate", "critical");
        assertThat(new DependencyWork("dependencies", false, commands, dependencies)
                        .perform(order(plan), () -> {})
                        .summary())
                .startsWith("2 nouveaux constats");
        WorkResult damaged = new DependencyWork("vulnerability-scan", true, commands, dependencies)
                .perform(order(plan(tool(Tool.NPM_AUDIT, "pip-audit.json"))), () -> {});
        assertThat(damaged.state()).isEqualTo(WorkState.FAILED);
        assertThat(damaged.summary()).contains("the output of npm-audit cannot be read");
        assertThat(new DependencyWork("vulnerability-scan", true, commands, dependencies)
                        .perform(order(plan()), () -> {})
                        .state())
                .isEqualTo(WorkState.NOT_SET_UP);
    }

    @Test
    void aLostProcessBecomesATroubleWhoseRetryStartsItAnew() {
        take(flaw("django", "CVE-2024-39329"));
        String id = only("django").id();
        long process = EngineKeys.next();
        dependencies.open(id, process, "important", "P7D", "limited");
        assertThat(cases.caseOf(process)).contains(id);
        cases.open("", 100).stream().filter(open -> open.id().equals(id)).forEach(cases::lost);
        cases.start(id, "again");
        assertThat(dependencies.open(id, EngineKeys.next(), "important", "P7D", "limited"))
                .isPresent();
    }

    @Test
    void findingsAreReadOverHttp() throws Exception {
        take(flaw("django", "CVE-2024-39329"));
        http.perform(get("/api/applications/cesizen/dependencies").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].subject").value("django"));
        http.perform(get("/api/applications/other/dependencies").with(httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isNotFound());
    }

    private Dependencies.Taken take(Found found) {
        return dependencies.take(APPLICATION, "pip", List.of(found));
    }

    private DependencyFinding only(String subject) {
        return store.list(APPLICATION, 10).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Found flaw(String name, String... ids) {
        return Found.advisory(name, "5.0.6", "", "high", Set.of(ids), "a flaw", "");
    }

    private static DependencyTool tool(Tool tool, String file) {
        return new DependencyTool(
                tool,
                List.of(
                        "cat",
                        Path.of("src/test/resources/dependencies", file)
                                .toAbsolutePath()
                                .toString()),
                null,
                null,
                PlanDuration.parse("PT1M"));
    }

    private MaintenancePlan plan(DependencyTool... tools) {
        PreventiveSettings settings = plans.require(APPLICATION).preventive();
        return plans.require(APPLICATION)
                .withPreventive(new PreventiveSettings(
                        LocalTime.of(8, 0),
                        List.of(),
                        settings.loadTest(),
                        List.of(),
                        List.of(),
                        List.of(tools),
                        null,
                        null));
    }

    private static WorkOrder order(MaintenancePlan plan) {
        return new WorkOrder("PM-" + UUID.randomUUID(), 1, plan, LocalDate.of(2026, 11, 20));
    }
}
