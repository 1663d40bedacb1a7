package org.vigie.operation.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.alert.tell.AlertWatch;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Words;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

/** An operation that does not move is told of once, with what to do, and once more when it moves. */
@VigieTest
class StandingOperationsTests {

    @Autowired
    StandingOperations watch;

    @Autowired
    Operations operations;

    @Autowired
    OperationSteps steps;

    @Autowired
    Plans plans;

    @Autowired
    Troubles troubles;

    @Autowired
    Alerts alerts;

    @Autowired
    AlertWatch alertWatch;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void nothingGoesOn() {
        jdbc.sql("UPDATE operation SET status = 'failed', ended_at = now(), stands_since = NULL WHERE ended_at IS NULL")
                .update();
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("TRUNCATE alert, alert_group, alert_note, alert_message CASCADE")
                .update();
    }

    @Test
    void isToldOnceWithItsStepAndOnceMoreWhenItGoesOn() throws Exception {
        String id = running("releases", "demo", null);
        steps.begin(id, "Build");
        after(Duration.ofMinutes(29));
        assertThat(told()).as("29 minutes may be right").isEmpty();

        after(Duration.ofMinutes(1));
        assertThat(told()).singleElement().satisfies(trouble -> {
            assertThat(trouble.key()).isEqualTo("operation-stands:" + id);
            assertThat(trouble.subject()).isEqualTo(id);
            assertThat(trouble.message())
                    .startsWith("Release 1.4.2 of demo stands still since")
                    .endsWith("“Build”");
            assertThat(trouble.hint()).contains("Operate", "cancel it");
            assertThat(trouble.link()).endsWith("/operations/" + id);
        });
        http.perform(get("/api/applications/demo/releases/" + id).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$.standsSince")
                        .value(operations.require(id).standsSince().toString()));
        assertThat(page("/", Locale.ENGLISH)).contains("Release 1.4.2 of demo stands still", "stands still since");
        assertThat(page("/operations/" + id, Locale.FRENCH)).contains("n’avance plus depuis le");

        after(Duration.ofMinutes(6));
        after(Duration.ofHours(1));
        Alert alert = alert(id);
        assertThat(alert.severity()).isEqualTo("important");
        assertThat(mailsOf(alert)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("Release 1.4.2");
            assertThat(mail.text()).contains("work of Vigie stands still", "Asked for by anne", "“Build”");
        });

        steps.end(id, "Build", StepStatus.SUCCEEDED, null);
        after(Duration.ofMinutes(20));
        assertThat(told()).isEmpty();
        assertThat(alert(id).state()).isEqualTo(AlertState.CLOSED);
        assertThat(mailsOf(alert)).as("the all-clear").hasSize(2);
        http.perform(get("/api/applications/demo/releases/" + id).with(httpBasic("auditor", "auditor-secret")))
                .andExpect(jsonPath("$.standsSince").doesNotExist());
        assertThat(page("/operations/" + id, Locale.FRENCH)).doesNotContain("n’avance plus");
    }

    @Test
    void isToldInTheLanguageOfThePlan() {
        String id = running("rollbacks", "mangatheque", null);
        after(Duration.ofMinutes(31));
        after(Duration.ofMinutes(6));
        assertThat(mailsOf(alert(id))).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.subject()).contains("Retour arrière 1.4.2");
            assertThat(mail.text())
                    .contains("un travail de Vigie n’avance plus", "Opération demandée par anne", "annulez-la")
                    .doesNotContain("Look at");
        });
        assertThat(new Words("operation", Locale.FRENCH).keys())
                .isEqualTo(new Words("operation", Locale.ENGLISH).keys());
    }

    @Test
    void whatWasAcceptedAndNeverBeginsIsToldToo() {
        String id = operation("recoveries", "demo", null, OperationStatus.REQUESTED);
        after(Duration.ofMinutes(31));
        assertThat(told()).extracting(Trouble::subject).containsExactly(id);
    }

    @Test
    void aCommandMayTakeAsLongAsItsDeadlineSays() {
        String id = running("releases", "demo", null);
        Instant due = clock.instant().plus(Duration.ofHours(2));
        jdbc.sql("""
                        INSERT INTO operation_step (operation_id, number, name, status, run_id, place, started_at, due_at)
                        VALUES (:id, 1, 'Tests', 'running', :id || '.1', 'here', :now, :due)
                        """)
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .param("due", Timestamp.from(due))
                .update();
        after(Duration.ofMinutes(149));
        assertThat(told()).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(told()).extracting(Trouble::subject).containsExactly(id);
        assertThat(operations.require(id).standsSince())
                .as("nothing has changed since it began")
                .isEqualTo(due.minus(Duration.ofHours(2)));
    }

    @Test
    void whatIsNewIsAMoveAndWhatIsKnownIsNone() {
        String id = running("releases", "demo", null);
        operations.addDetails(id, Map.of("probes", 1));
        after(Duration.ofMinutes(20));
        operations.addDetails(id, Map.of("probes", 2));
        after(Duration.ofMinutes(20));
        assertThat(told()).isEmpty();
        operations.addDetails(id, Map.of("probes", 2));
        after(Duration.ofMinutes(10));
        assertThat(told()).extracting(Trouble::subject).containsExactly(id);
    }

    @Test
    void whoWaitsForAPersonStandsRightly() {
        String id = running("releases", "demo", null);
        operations.asking(id);
        after(Duration.ofDays(3));
        assertThat(told()).isEmpty();
        operations.goOn(id);
        after(Duration.ofMinutes(29));
        assertThat(told()).as("the answer is a move").isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(told()).hasSize(1);
        operations.asking(id);
        after(Duration.ZERO);
        assertThat(told()).as("a person is asked now").isEmpty();
        assertThat(alert(id).state()).isEqualTo(AlertState.CLOSED);
    }

    @Test
    void whatWaitsForAnotherOperationIsNotToldButThatOne() {
        String release = running("releases", "demo", null);
        clock.advance(Duration.ofSeconds(1));
        String rollback = running("rollbacks", "demo", release);
        after(Duration.ofMinutes(31));
        assertThat(told()).extracting(Trouble::subject).containsExactly(rollback);

        operations.end(rollback, OperationStatus.SUCCEEDED, null, null);
        after(Duration.ZERO);
        assertThat(told()).as("its turn has come just now").isEmpty();
        after(Duration.ofMinutes(30));
        assertThat(told()).extracting(Trouble::subject).containsExactly(release);
    }

    @Test
    void oneThatStandsAgainIsToldAgain() {
        String id = running("releases", "demo", null);
        after(Duration.ofMinutes(30));
        steps.begin(id, "Build");
        after(Duration.ofSeconds(50));
        assertThat(told()).isEmpty();
        after(Duration.ofMinutes(30));
        assertThat(told()).hasSize(1);
        assertThat(alert(id).state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void theEndOfAnOperationIsItsAllClear() {
        String id = running("backups", "demo", null);
        after(Duration.ofMinutes(31));
        assertThat(told()).hasSize(1);
        operations.end(id, OperationStatus.CANCELLED, "cancelled by anne", "cancelled");
        after(Duration.ZERO);
        assertThat(told()).isEmpty();
        assertThat(alert(id).state()).isEqualTo(AlertState.CLOSED);
    }

    @Test
    void aRestoreMayTakeAsLongAsThePlanSays() {
        Duration deadline =
                plans.require("demo").databases().getFirst().backup().deadline().toDuration();
        assertThat(deadline).isGreaterThan(Duration.ofMinutes(30));
        MaintenancePlan plan = plans.require("demo");
        Instant moved = clock.instant();
        String test = running("restore-tests", "demo", null);
        assertThat(operations.standsFrom(operations.require(test), plan, moved, Duration.ofMinutes(30)))
                .isEqualTo(moved.plus(deadline));
        String backup = running("backups", "demo", null);
        assertThat(operations.standsFrom(operations.require(backup), plan, moved, Duration.ofMinutes(30)))
                .as("before its dump")
                .isEqualTo(moved.plus(Duration.ofMinutes(30)));
        operations.addDetails(backup, Map.of("sizeBytes", 17));
        assertThat(operations.standsFrom(operations.require(backup), plan, moved, Duration.ofMinutes(30)))
                .as("while it is copied")
                .isEqualTo(moved.plus(deadline));
    }

    private void after(Duration time) {
        clock.advance(time);
        watch.look();
        watch.look();
        alertWatch.tellWhatIsDue();
    }

    private List<Trouble> told() {
        return troubles.list(true, 50, 0).stream()
                .filter(trouble -> trouble.kind().equals(StandingAlarm.TROUBLE))
                .toList();
    }

    private Alert alert(String operation) {
        return alerts.list(null, null, null, 50).stream()
                .filter(alert -> alert.kind() == AlertKind.STANDSTILL)
                .filter(alert -> alert.fingerprint().endsWith(operation))
                .findFirst()
                .orElseThrow();
    }

    private List<KeptMails.Received> mailsOf(Alert alert) {
        return mails.startingWith("alert-group-" + alert.groupId() + "/");
    }

    private String running(String kind, String application, @Nullable String root) {
        return operation(kind, application, root, OperationStatus.RUNNING);
    }

    private String operation(String kind, String application, @Nullable String root, OperationStatus status) {
        String id = "op-" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash,
                                               requested_by, requested_at, root_id)
                        VALUES (:id, :kind, :application, :status, '{"version": "1.4.2", "database": "main"}', :id, '',
                                'anne', :now, :root)
                        """)
                .param("id", id)
                .param("kind", kind)
                .param("application", application)
                .param("status", status.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("root", root == null ? id : root)
                .update();
        return id;
    }

    private String page(String address, Locale language) throws Exception {
        return http.perform(get(address).locale(language).with(httpBasic("auditor", "auditor-secret")))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
